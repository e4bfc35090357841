"""Figures: how quick it is, measured and printed; no time is ever asserted, for the machine may be busy."""
