"""Home, its dialogs, and the list of designs that were worked on."""
