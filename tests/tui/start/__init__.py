"""A new design."""
