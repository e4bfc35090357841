"""`vpcdesign plan`: a block carved into subnets that never have to move."""

import click

from vpcdesign.cli.console import DONE, Console, colours


@click.command("plan", short_help="An address plan: zones, tiers, room to grow.")
@click.argument("cidr", metavar="CIDR")
@click.option("--azs", required=True, metavar="N", help="How many zones, or which: 3, or a,b,c.")
@click.option("--tier", "tiers", multiple=True, metavar="NAME:SIZE[:WORD]", help="A tier; SIZE is /24, 500 or 25%.")
@click.option("--region", "regions", multiple=True, metavar="REGION", help="The Region; several for an organisation.")
@click.option("--vpc", "vpcs", multiple=True, metavar="NAME[:SIZE][@REGION]", help="A VPC, with its size if several.")
@click.option("--reserve-azs", type=click.IntRange(0, 5), default=0, metavar="N", help="Keep room for N more zones.")
@click.option(
    "--reserve-tier", "reserve_tiers", multiple=True, metavar="NAME:SIZE", help="Keep room for a tier to come."
)
@click.option("--headroom", default="0%", metavar="P%", help="Hosts that come later; beside a prefix, room to double.")
@click.option("--ipv6", is_flag=False, flag_value="amazon", metavar="[CIDR]", help="Amazon's /56, or a block of yours.")
@click.option("--secondary", multiple=True, metavar="CIDR", help="A secondary block of the VPC.")
@click.option(
    "--registry", type=click.Path(allow_dash=True), metavar="FILE", help="Ranges in use: CSV, JSON, or lines."
)
@click.option("--into", type=click.Path(), metavar="DESIGN", help="Put the plan into this design, or a new one.")
@click.option("--gateways", is_flag=True, help="With --into: gateways and the routes to them, too.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@colours
@click.pass_obj
def command(
    console: Console,
    cidr: str,
    azs: str,
    tiers: tuple[str, ...],
    regions: tuple[str, ...],
    vpcs: tuple[str, ...],
    reserve_azs: int,
    reserve_tiers: tuple[str, ...],
    headroom: str,
    ipv6: str | None,
    secondary: tuple[str, ...],
    registry: str | None,
    into: str | None,
    gateways: bool,
    as_json: bool,
) -> int:
    """Carve CIDR into a subnet for each tier in each zone, with room for what is to come.

    SIZE is a prefix (/24), hosts (500, AWS's five addresses counted), or a share of the rest (25%). Words behind it:
    public, private (the default, but for a tier called public), isolated, once (not in each zone), pods (in
    100.64.0.0/10). Tiers lie in one block each where there is room, so that one route or rule names a tier.

    \b
    vpcdesign plan 10.20.0.0/16 --azs 3 --tier public:/24 --tier app:500 --tier db:25%:isolated
    vpcdesign plan 10.20.0.0/16 --azs 3 --reserve-azs 1 --tier public:/24 --tier app:/20 --into shop.json --gateways
    vpcdesign plan 10.0.0.0/8 --azs 3 --vpc prod:/16 --vpc dev:/18 --tier app:/22 --registry in-use.csv
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if not tiers:
        raise click.UsageError("missing option --tier NAME:SIZE: `--tier app:/24`, say")
    if gateways and into is None:
        raise click.UsageError("--gateways needs --into DESIGN: only a design has gateways")
    if into == "-":
        raise click.UsageError("--into needs a file: `--into shop.json`; `--json` writes the plan to standard output")
    from vpcdesign.api.planning import Asked, make_plan

    asked = Asked(cidr, azs, tiers, regions, vpcs, reserve_azs, reserve_tiers, headroom, ipv6, secondary, registry)
    found = make_plan(asked, into, gateways=gateways)
    if as_json:
        from vpcdesign.render import plan_json
        from vpcdesign.render.json import page

        console.out(page(plan_json.plan(found.plan, found.notes)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.plan import plan_text

        console.out(plan_text(found.plan, found.notes, style_of(console)))
    return DONE
