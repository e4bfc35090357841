"""Colours: what every theme promises to every eye."""
