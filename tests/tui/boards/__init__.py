"""Dialogs, screens and panes, drawn at every size."""
