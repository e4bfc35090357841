"""The workbench: the frame in which a design is worked on, and what all its parts can do."""
