"""vpcdesign: a terminal workbench for cloud networks.

This module imports nothing, so that `vpcdesign --help` and `import vpcdesign` cost nothing; ask for what you need by its module.
"""

__version__ = "0.1.0"
