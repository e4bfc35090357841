"""The palette: one list in which everything can be found by a few letters, and run."""
