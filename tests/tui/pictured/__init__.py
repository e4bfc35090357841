"""The designer's pictures: shots are scenes with a size and a theme, drawn cell by cell as SVG."""
