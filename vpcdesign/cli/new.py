"""`vpcdesign new`: a design of one's own, from a layout."""

import click

from vpcdesign.cli.console import DONE, Console
from vpcdesign.cli.layouts import complete


@click.command("new", short_help="A design from a layout.")
@click.argument("design", type=click.Path(allow_dash=True))
@click.option("--layout", required=True, metavar="NAME", shell_complete=complete, help="See `vpcdesign layouts`.")
@click.option("--cidr", metavar="CIDR", help="Move the layout's primary block here, and every address with it.")
@click.option("--region", metavar="REGION", help="Move it to this region: zones and service names follow.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.pass_obj
def command(console: Console, design: str, layout: str, cidr: str | None, region: str | None, force: bool) -> int:
    """Start DESIGN (a file, or - for standard output) from a layout.

    The block of --cidr has the size of the layout's; what would no longer fit is refused.
    """
    from vpcdesign.api.starting import new_design

    made = new_design(design, layout, cidr, region, force=force)
    if design == "-":
        from vpcdesign.formats.native.write import write

        console.out(write(made))
    return DONE
