"""Renderers: bytes, and what no byte of them may do."""
