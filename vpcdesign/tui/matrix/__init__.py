"""The Matrix main: who reaches whom, group by group."""
