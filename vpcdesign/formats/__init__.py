"""Text to Design and notes, Design to text."""
