"""`vpcdesign space`: what is free, and edits of what is still a plan: split, join, resize, move, reserve, release."""

import click

from vpcdesign.cli.console import DONE, Console, colours


@click.group("space", no_args_is_help=True, short_help="Free space; split, join, resize, move, reserve.")
def command() -> None:
    """Look at free space, and edit subnets that are still a plan.

    AWS never changes the block of a subnet that exists: a design that was imported is only looked at.
    """


@command.command("free")
@click.argument("design", type=click.Path(allow_dash=True))
@click.option("--vpc", metavar="VPC", help="Which VPC, where there are several.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@colours
@click.pass_obj
def free(console: Console, design: str, vpc: str | None, as_json: bool) -> int:
    """Say what is free in a VPC of DESIGN, how broken up it is, and how full its subnets are.

    For each subnet also the whole /28 blocks that could still be delegated to interfaces (EKS prefix delegation).
    """
    from vpcdesign.api.planning import space

    here, found, full = space(design, vpc)
    if as_json:
        from vpcdesign.render import plan_json
        from vpcdesign.render.json import page

        console.out(page(plan_json.space(here, found, full)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.capacity import space_text

        console.out(space_text(here, found, full, style_of(console)))
    return DONE


@command.command("split")
@click.argument("design", type=click.Path())
@click.argument("subnet")
@click.pass_obj
def split(console: Console, design: str, subnet: str) -> int:
    """Halve SUBNET: it keeps the lower half, a new subnet wired alike gets the upper."""
    from vpcdesign.api.planning import change
    from vpcdesign.planning import edit

    return _told(console, change(design, lambda old: edit.split(old, subnet)))


@command.command("join")
@click.argument("design", type=click.Path())
@click.argument("subnet")
@click.argument("other")
@click.pass_obj
def join(console: Console, design: str, subnet: str, other: str) -> int:
    """Make one subnet of two halves: SUBNET stays, OTHER, in which nobody may live, becomes part of it."""
    from vpcdesign.api.planning import change
    from vpcdesign.planning import edit

    return _told(console, change(design, lambda old: edit.join(old, subnet, other)))


@command.command("resize")
@click.argument("design", type=click.Path())
@click.argument("subnet")
@click.argument("size")
@click.pass_obj
def resize(console: Console, design: str, subnet: str, size: str) -> int:
    """Give SUBNET another SIZE (/23, or 500 hosts) in place."""
    from vpcdesign.api.planning import change
    from vpcdesign.planning import edit
    from vpcdesign.planning.demand import read_size

    return _told(console, change(design, lambda old: edit.resize(old, subnet, read_size(size))))


@command.command("move")
@click.argument("design", type=click.Path())
@click.argument("subnet")
@click.argument("to", required=False, metavar="[CIDR]")
@click.pass_obj
def move(console: Console, design: str, subnet: str, to: str | None) -> int:
    """Put SUBNET at CIDR, or into the smallest gap that holds it. No address may be written in it."""
    from vpcdesign.api.planning import change
    from vpcdesign.planning import edit

    return _told(console, change(design, lambda old: edit.move(old, subnet, to)))


@command.command("reserve")
@click.argument("design", type=click.Path())
@click.argument("what", metavar="CIDR|/SIZE")
@click.option("--reason", required=True, metavar="WORDS", help="Why it is kept free.")
@click.option("--tier", metavar="NAME", help="For which tier: growth of that tier may use it.")
@click.option(
    "--kind",
    type=click.Choice(["explicit", "prefix"]),
    default="explicit",
    help="Inside a subnet: for addresses by hand, or for prefixes to delegate.",
)
@click.option("--vpc", metavar="VPC", help="Which VPC, where there are several.")
@click.pass_obj
def reserve(console: Console, design: str, what: str, reason: str, tier: str | None, kind: str, vpc: str | None) -> int:
    """Keep a block free: one that is named, or the next of a size. Inside a subnet it is a CIDR reservation of AWS."""
    from vpcdesign.api.planning import change
    from vpcdesign.planning import edit

    room = edit.Room(what, reason, tier, "prefix" if kind == "prefix" else "explicit")
    return _told(console, change(design, lambda old: edit.reserve(old, vpc, room)))


@command.command("release")
@click.argument("design", type=click.Path())
@click.argument("reservation", metavar="ID|CIDR")
@click.pass_obj
def release(console: Console, design: str, reservation: str) -> int:
    """Drop a reservation, by its id or its block."""
    from vpcdesign.api.planning import change
    from vpcdesign.planning import edit

    return _told(console, change(design, lambda old: edit.release(old, reservation)))


def _told(console: Console, changes: tuple[str, ...]) -> int:
    for change in changes:
        console.out(f"{change}\n")
    return DONE
