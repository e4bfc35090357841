"""Edits of a design, one verb a module: each makes the next design and says what it did."""
