"""What a wish would become: its map in dots, its strip, a line a tier, and what else is made. Pure rows."""

from collections.abc import Iterator

from vpcdesign.design.document import Design
from vpcdesign.planning.carve.site import site_of
from vpcdesign.planning.plan import VpcPlan
from vpcdesign.render.ink import Row, Span, fit, row, wrap
from vpcdesign.render.ink import width as cells
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.look import Look
from vpcdesign.render.map.overlay import painted
from vpcdesign.render.strip.bar import Bar, blocks
from vpcdesign.render.strip.plan import ROLES, Plan, kinds
from vpcdesign.render.text.counting import count
from vpcdesign.render.visible import visible
from vpcdesign.tui.start.wish import VPC, Judged

COLUMNS = 32


def preview(judged: Judged, width: int) -> list[Row]:
    """Draw what a wish that is right would become."""
    assert judged.planned is not None
    design, plan = judged.planned.design, judged.planned.plan.vpcs[0]
    rows = [*(line if cells(line) <= width else fit(line, width) for line in _map(design)), *_strip(design), ()]
    rows += _tiers(design, plan, width)
    said = [_routes(plan), _made(design)]
    said += [f"! {each.shared} collides with {each.with_.owner}" for each in judged.planned.plan.overlaps]
    for words in said:
        rows += [row(part) for part in wrap(visible(words), width)]
    for note in judged.planned.notes:
        rows += [row(Span(part, "muted")) for part in wrap(visible(f"note: {note}"), width)]
    return rows


def faded(rows: list[Row]) -> list[Row]:
    """Show rows as the last that were right."""
    return [tuple(span._replace(role="muted", ground="surface", bold=False) for span in line) for line in rows]


def _map(design: Design) -> list[Row]:
    picture = draw(design, Look("dots"))
    return painted(picture, view=picture.box(VPC))


def _strip(design: Design) -> Iterator[Row]:
    site = site_of(design, VPC)
    plan = Plan(site, site.spot(VPC), kinds(site))
    bar = Bar(plan.root, COLUMNS)
    column = f"a column: /{32 - bar.width}" if bar.width else "a column: an address"
    yield row(str(bar.block), Span(f"   {column}", "muted"))
    yield blocks(plan, bar, marked=False)


def _tiers(design: Design, plan: VpcPlan, width: int) -> Iterator[Row]:
    """Write a tier's blocks behind its name, on as many lines as they need."""
    site = site_of(design, VPC)
    known = kinds(site)
    tiers: dict[str, list[str]] = {}
    for each in plan.subnets:
        tiers.setdefault(each.tier, []).append(each.name)
    cidrs = {each.id: each.cidr or "" for each in design.subnets}
    name = min(max(len(visible(tier)) for tier in tiers) + 1, 12)
    each_wide = max(map(len, cidrs.values())) + 2
    line = max((width - name + 2) // each_wide, 1)
    for tier, members in tiers.items():
        role = ROLES[known.get(members[0], "ISO")]
        for place in range(0, len(members), line):
            head = Span(f"{visible(tier)[: name - 1] if place == 0 else '':{name}}", role, bold=True)
            words = "".join(f"{cidrs.get(each, ''):{each_wide}}" for each in members[place : place + line])
            yield row(head, words.rstrip())


def _routes(plan: VpcPlan) -> str:
    """Say which tiers are one route each, which is what a plan with room for growth is for."""
    single = [str(each.blocks[0]) for each in plan.summaries if len(each.blocks) == 1]
    several = [f"{each.tier} takes {len(each.blocks)} routes" for each in plan.summaries if len(each.blocks) > 1]
    if not several:
        return f"Each tier is one route: {', '.join(single)}."
    return f"{'; '.join(several)}{f'; one route each: {chr(44).join(single)}' if single else ''}."


def _made(design: Design) -> str:
    parts = [count(len(design.route_tables), "route table")]
    parts += [count(len(design.internet_gateways), "internet gateway")] if design.internet_gateways else []
    parts += [count(len(design.nat_gateways), "NAT gateway")] if design.nat_gateways else []
    return f"{', '.join(parts)}."
