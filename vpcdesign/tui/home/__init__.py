"""Before and around a design: home, its dialogs, settings. Nothing here changes a design; each answers with a word."""
