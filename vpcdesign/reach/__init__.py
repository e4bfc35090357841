"""Answers about a network: the walk, round trips, verdicts, witnesses."""
