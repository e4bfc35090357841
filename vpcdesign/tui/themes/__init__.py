"""Colours: which role has which, on every theme, and with 16 colours or none."""
