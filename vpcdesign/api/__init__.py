"""The verbs: what the command line and the designer can do, and the only core package that opens files."""
