"""Tests of what can fail, and what is left then."""
