"""Proving what is shown: assertions, findings and consequences of a step, worked out beside the screen."""
