"""`vpcdesign export`: a design written in another form."""

import click

from vpcdesign.cli.console import DONE, Console


@click.command("export", short_help="Write a design as JSON, its addresses as CSV, or its map.")
@click.argument("design", type=click.Path(allow_dash=True))
@click.argument("form", type=click.Choice(["json", "csv", "map"]), metavar="json|csv|map")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to a file instead.")
@click.option("--zoom", type=click.Choice(["full", "compact", "dots"]), help="How near the map is: full, if not given.")
@click.option("--svg", is_flag=True, help="The map as an SVG picture.")
@click.option("--ascii", "only_ascii", is_flag=True, help="The map in ASCII signs.")
@click.pass_obj
def command(
    console: Console, design: str, form: str, output: str | None, zoom: str | None, svg: bool, only_ascii: bool
) -> int:
    """Write DESIGN in another form.

    json: as vpcdesign writes designs, in the order of the format, one resource an object. csv: its subnets, a line
    each, for spreadsheets: name, zone, tier, block, first, last, usable, used, free, VPC, IPv6. map: as the designer
    draws it, in text or as an SVG picture. To standard output, or to a file, which is replaced in one step.
    """
    from vpcdesign.api.storage import load, save, save_design
    from vpcdesign.formats.native.write import write
    from vpcdesign.render.visible import visible_json

    if form != "map" and (zoom or svg or only_ascii):
        raise click.UsageError(f"--zoom, --svg and --ascii are about the map: write `export {design} map`")
    found = load(design)
    if form == "json" and output is not None:
        save_design(found, output)
        return DONE
    if form == "json":
        text = visible_json(write(found))
    elif form == "csv":
        from vpcdesign.render.plan_csv import plan_csv

        text = plan_csv(found)
    else:
        from vpcdesign.render.map.export import map_document

        ascii_signs = only_ascii or (output is None and console.only_ascii)
        text = map_document(found, zoom or "full", svg=svg, only_ascii=ascii_signs)
    if output is None:
        console.out(text)
    else:
        save(output, text)
    return DONE
