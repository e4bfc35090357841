"""The map: a design drawn in cells, for screens, plain text, ASCII and pictures alike."""
