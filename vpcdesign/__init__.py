"""vpcdesign: a terminal workbench for cloud networks.

This module imports nothing: whoever wants a part of the package imports that part, and pays for no other.
"""

__version__ = "0.1.0"
