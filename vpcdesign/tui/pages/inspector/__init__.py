"""What the inspector says of whatever is selected: one module a family of nouns, and `inspect` that chooses."""
