"""Carving: the keys of the address plan as verbs. Each says in advance what it would do, or why it will not."""
