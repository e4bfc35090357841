"""The editors: acts on lines without a terminal, and the grid on one."""
