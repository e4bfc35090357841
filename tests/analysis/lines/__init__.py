"""Lines among each other: shadowed, redundant, unused, answered; and what one does alone."""
