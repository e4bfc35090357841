"""What explains and leads: the panes of help, history and outline, and help over screens that have no side."""
