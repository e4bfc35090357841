"""One module a command; console owns stdout, stderr and exit codes."""
