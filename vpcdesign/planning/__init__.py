"""Address planning: blocks carved so that what exists never moves. Pure: the command line and the designer share it."""
