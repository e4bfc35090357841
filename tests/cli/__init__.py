"""The commands as users meet them: standard output, standard error and exit status."""
