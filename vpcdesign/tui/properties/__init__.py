"""Every field of everything: a pane in which whatever the document can express is edited, checked as it is typed."""
