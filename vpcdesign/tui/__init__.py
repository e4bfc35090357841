"""The designer: a terminal application over the same verbs as the command line, the only package that knows textual.

A `session` holds designs, history and selection and knows no terminal. `frame` is what every screen shares. One
registry of `commands` says which key does what, and what footer, palette and help say of it. Widgets paint rows that
pure functions made, and change nothing: an edit is a value that the application applies to its session.
"""
