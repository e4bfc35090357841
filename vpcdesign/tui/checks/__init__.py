"""The Checks main: assertions and findings."""
