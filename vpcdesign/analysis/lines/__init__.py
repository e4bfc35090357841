"""Lines of filters and route tables among each other: which one decides, which one never can, and because of whom.

Everything here is exact: lines are sets of packets, and a line is only called without effect where sets prove it.
"""
