"""The journal: every step is on the disk before the screen shows it, so that no crash loses what was done."""
