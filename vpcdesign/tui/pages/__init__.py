"""What the side panes show, as values: one module a page."""
