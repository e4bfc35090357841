"""The editors: route tables, security groups, network ACLs and their like, edited in place on one grid.

The grid is one widget; what it shows and how cells are read is `sheets`, what an edit does is `design.edit`.
"""
