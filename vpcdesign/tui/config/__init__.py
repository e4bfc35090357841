"""What the user chose: one file, read with every mistake told by its line, written back with the user's comments."""
