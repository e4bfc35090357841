"""The commands of the designer: one registry, from which bindings, footer, palette, help and documentation come."""
