"""The designer: its parts as plain values, its screens as text, its terminal for real."""
