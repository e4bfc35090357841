"""The Map main: the network as a picture, in which one moves, selects and edits."""
