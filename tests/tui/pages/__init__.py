"""Side panes."""
