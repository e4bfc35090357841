"""`python -m vpcdesign`: the same program as the `vpcdesign` script."""

import sys

from vpcdesign.cli.console import main

if __name__ == "__main__":
    sys.exit(main())
