"""Selectors, services, questions and assertions."""
