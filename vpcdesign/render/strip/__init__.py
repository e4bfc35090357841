"""The address plan as a picture: strips of which each column is one whole aligned block, and the table of blocks."""
