"""The map in cells."""
