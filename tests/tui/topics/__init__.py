"""What the designer explains."""
