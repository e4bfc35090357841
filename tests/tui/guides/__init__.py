"""Palette, help, history, outline and tour in the application."""
