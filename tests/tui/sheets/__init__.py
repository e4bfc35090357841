"""Sheets as plain values: what they show, how cells are read, what is offered, pasted and copied."""
