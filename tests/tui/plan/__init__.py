"""The plan as a tab."""
