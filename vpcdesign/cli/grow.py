"""`vpcdesign grow`: a zone, a tier, or a subnet of twice the size, and no block that exists moves."""

import click

from vpcdesign.cli.console import DONE, Console, colours


@click.command("grow", short_help="A zone, a tier, a bigger subnet, without moving anything.")
@click.argument("design", type=click.Path())
@click.option("--az", metavar="NAME", help="Add a zone: eu-west-1d, or d.")
@click.option("--tier", metavar="NAME[:SIZE]", help="Add a tier; one that room was kept for needs no SIZE.")
@click.option("--double", "subnet", metavar="SUBNET", help="Double a subnet into its free other half.")
@click.option("--vpc", metavar="VPC", help="Which VPC, where there are several.")
@click.option("--block", metavar="CIDR", help="Add a secondary block to the VPC first.")
@click.option("--gateways", is_flag=True, help="With --az: a NAT gateway in the new zone, where others have one.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write the grown design here instead.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@colours
@click.pass_obj
def command(
    console: Console,
    design: str,
    az: str | None,
    tier: str | None,
    subnet: str | None,
    vpc: str | None,
    block: str | None,
    gateways: bool,
    output: str | None,
    as_json: bool,
) -> int:
    """Grow DESIGN by what is asked for, in its file. When there is no room it says why, and what would make it.

    A new subnet gets the network ACL of its siblings and a route table like theirs. Room that was reserved for a tier
    is used first; reservations of other tiers are left alone.
    """
    if sum(each is not None for each in (az, tier, subnet)) > 1 or not (az or tier or subnet or block):
        raise click.UsageError("say one of --az NAME, --tier NAME:SIZE, --double SUBNET (or only --block CIDR)")
    from vpcdesign.api import planning

    found = planning.grow(design, planning.Wish(az, tier, subnet, vpc, block, gateways), output)
    if as_json:
        from vpcdesign.render import plan_json
        from vpcdesign.render.json import page

        console.out(page(plan_json.growth(output or design, found)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.plan import growth_text

        console.out(growth_text(output or design, found, style_of(console)))
    return DONE
