"""The address plan as a tab: strips, table, and at the side what each key would do."""
