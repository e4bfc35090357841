"""Guided steps: what a VPC is attached to, and new nouns, each a form and one undo step."""
