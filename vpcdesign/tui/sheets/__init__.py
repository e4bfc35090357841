"""What the editors show and how their cells are read: tables of rules, routes and entries as plain values.

A sheet is made from a design by a pure function; what is typed becomes the values of a line by another. So a whole
editor can be read, typed into and copied without a terminal.
"""
