"""Forms at the side."""
