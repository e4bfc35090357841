"""What AWS refuses of a design: a fault a line, against one design that it takes."""
