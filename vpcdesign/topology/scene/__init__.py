"""The map's scene: who stands where in a design and what is wired to what, before anything is drawn."""
