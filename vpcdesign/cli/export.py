"""`vpcdesign export`: a design written in another form."""

import click

from vpcdesign.cli.console import DONE, Console


@click.command("export", short_help="Write a design as JSON, or its addresses as CSV.")
@click.argument("design", type=click.Path(allow_dash=True))
@click.argument("form", type=click.Choice(["json", "csv"]), metavar="json|csv")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to a file instead.")
@click.pass_obj
def command(console: Console, design: str, form: str, output: str | None) -> int:
    """Write DESIGN in another form.

    json: as vpcdesign writes designs, in the order of the format, one resource an object. csv: its subnets, a line
    each, for spreadsheets: name, zone, tier, block, first, last, usable, used, free, VPC, IPv6. To standard output, or
    to a file, which is replaced in one step.
    """
    from vpcdesign.api.storage import load, save, save_design
    from vpcdesign.formats.native.write import write
    from vpcdesign.render.visible import visible_json

    found = load(design)
    if form == "csv":
        from vpcdesign.render.plan_csv import plan_csv

        if output is None:
            console.out(plan_csv(found))
        else:
            save(output, plan_csv(found))
    elif output is None:
        console.out(visible_json(write(found)))
    else:
        save_design(found, output)
    return DONE
