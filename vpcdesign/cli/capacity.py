"""`vpcdesign capacity`: what still fits, and where."""

import click

from vpcdesign.cli.console import DONE, Console, colours


@click.command("capacity", short_help="What still fits, and where.")
@click.argument("design", type=click.Path(allow_dash=True))
@click.option("--vpc", metavar="VPC", help="Which VPC, where there are several.")
@click.option("--registry", type=click.Path(), metavar="FILE", help="Ranges in use: CSV, JSON, or lines.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@colours
@click.pass_obj
def command(console: Console, design: str, vpc: str | None, registry: str | None, as_json: bool) -> int:
    """Say how many more zones, tiers and blocks of each size fit into a VPC of DESIGN, in which order and where.

    Each number is proved: `vpcdesign grow` succeeds so many times, and is refused once more. What the VPC's blocks
    collide with is told too.
    """
    from vpcdesign.api.planning import look
    from vpcdesign.planning.capacity import capacity

    here, met = look(design, vpc, registry)
    found = capacity(here)
    if as_json:
        from vpcdesign.render import plan_json
        from vpcdesign.render.json import page

        console.out(page(plan_json.capacity(here, found, met)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.capacity import capacity_text

        console.out(capacity_text(here, found, met, style_of(console)))
    return DONE
