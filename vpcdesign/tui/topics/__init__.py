"""What the designer can explain, as data: kinds of elements, screens, terms and codes, each with its source."""
