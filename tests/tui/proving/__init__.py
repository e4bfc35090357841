"""Proofs beside the screen."""
