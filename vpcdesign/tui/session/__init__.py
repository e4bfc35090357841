"""What the designer works on, without a terminal: designs, their history, what is selected, what was asked."""
