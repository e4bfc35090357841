"""A new design: one page on which every field is answered at once."""
