"""Answers turned into text and JSON: pure functions from values to strings, in the words that every surface shares."""
