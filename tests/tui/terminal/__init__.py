"""The terminal: what is sent to it depends on what it says it can show."""
