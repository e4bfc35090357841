"""`vpcdesign export`: a design written in another form."""

import click

from vpcdesign.cli.console import DONE, Console


@click.command("export", short_help="Write a design as JSON.")
@click.argument("design", type=click.Path(allow_dash=True))
@click.argument("form", type=click.Choice(["json"]), metavar="json")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to a file instead.")
@click.pass_obj
def command(console: Console, design: str, form: str, output: str | None) -> int:
    """Write DESIGN as vpcdesign writes designs: the order of the format, one resource an object.

    To standard output, or to a file, which is replaced in one step.
    """
    del form  # there is one so far
    from vpcdesign.api.storage import load, save_design
    from vpcdesign.formats.native.write import write
    from vpcdesign.render.visible import visible_json

    found = load(design)
    if output is None:
        console.out(visible_json(write(found)))
    else:
        save_design(found, output)
    return DONE
