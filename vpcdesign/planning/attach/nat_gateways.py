"""Attaches NAT gateways: one a zone, one for all, or a regional one; public or private (UG: NAT gateways).

A table that subnets of several zones share can lead to one gateway only. Where there is to be one a zone such a table
is parted, so that each zone leaves by its own and a lost zone costs that zone only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vpcdesign.design.edit.spots import free_id
from vpcdesign.design.gateways import ElasticIp, NatAddress, NatGateway
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.parting import part, shared_by_zones
from vpcdesign.planning.attach.step import Guide, Work, listed
from vpcdesign.planning.attach.vicinity import EVERYWHERE, Vicinity, called
from vpcdesign.planning.demand import letter
from vpcdesign.planning.form import Blank, Option

PRIVATE_DEFAULT = ("10.0.0.0/8",)


@dataclass(frozen=True, slots=True)
class Answers:
    """How many and of which kind, the subnets that they stand in, what is parted, and the routes."""

    vpc: Vpc
    per: str
    connectivity: str
    homes: tuple[Subnet, ...]
    names: tuple[str, ...]
    parted: tuple[str, ...]
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask what stands where, and whose packets go through it."""
    vpc = here.vpc(blank)
    per = blank.choice(
        "per",
        "Gateways",
        [Option("zone", "one a zone"), Option("one", "one for all"), Option("regional", "a regional one")],
        "zone",
    )
    connectivity = blank.choice("kind", "Kind", [Option("public", "public"), _private(per)], "public")
    if connectivity == "public" and here.internet_gateway(vpc.id) is None:
        blank.refuse(
            f"AWS refuses a public NAT gateway: {vpc.id} has no internet gateway (Gateway.NotAttached). Attach one "
            "first."
        )
    homes = () if per == "regional" else _homes(blank, here, vpc, per, connectivity)
    names = _names(here, homes, per)
    if connectivity == "public":
        _elastic_note(blank, per, len(names))
    default = EVERYWHERE[:1] if connectivity == "public" else PRIVATE_DEFAULT
    to = default if connectivity == "public" else blank.blocks("to", "Destinations", default)
    parted = _parted(blank, here, vpc, homes) if per == "zone" else ()
    routes = ways.ask(blank, here, list(_ways(here, vpc, homes, names, to)))
    return Answers(vpc, per, connectivity, homes, names, parted, tuple(routes))


def _private(per: str) -> Option:
    """A regional gateway is public only (UG: regional NAT gateways)."""
    return Option("private", "private", "a regional NAT gateway is public only" if per == "regional" else "")


def _homes(blank: Blank, here: Vicinity, vpc: Vpc, per: str, connectivity: str) -> tuple[Subnet, ...]:
    """Ask for the subnets that the gateways stand in: public ones for public gateways."""
    able = [one for one in here.subnets(vpc.id) if one.cidr is not None]
    fit = [one for one in able if here.is_public(one) == (connectivity == "public")]
    served = {one.subnet for one in here.design.nat_gateways if one.connectivity == connectivity}
    bare = [one for one in fit if one.az not in {home.az for home in able if home.id in served}]
    wanted = here.one_a_zone(bare or fit or able)
    options = [Option(one.id, f"{one.id} {one.az}{'' if one in fit else _warning(connectivity)}") for one in able]
    if per == "one":
        selected = here.selected_subnet(vpc.id)
        first = selected if selected in fit else wanted[0] if wanted else None
        chosen = [blank.choice("in", "In subnet", options, first.id if first else "")]
    else:
        chosen = list(blank.ticks("in", "In subnets", options, [one.id for one in wanted]))
    homes = tuple(one for one in able if one.id in chosen)
    if not homes:
        blank.wrong("in", "choose a subnet for the gateway to stand in")
    for one in homes:
        if connectivity == "public" and not here.is_public(one):
            blank.notes.append(
                f"{one.id} has no route to an internet gateway: AWS takes it, but packets through a gateway there go "
                "nowhere"
            )
    return homes


def _warning(connectivity: str) -> str:
    return ", not public" if connectivity == "public" else ", public"


def _names(here: Vicinity, homes: Sequence[Subnet], per: str) -> tuple[str, ...]:
    if per == "regional":
        return (free_id(here.design, "nat"),)
    found: list[str] = []
    for home in homes:
        found.append(free_id(here.design, f"nat-{letter(home.az)}", found))
    return tuple(found)


def _elastic_note(blank: Blank, per: str, count: int) -> None:
    if per == "regional":
        blank.notes.append("AWS gives it an address in each zone that it serves")
    elif count:
        blank.notes.append(f"with {count} new Elastic IP{'s' if count > 1 else ''}")


def _parted(blank: Blank, here: Vicinity, vpc: Vpc, homes: Sequence[Subnet]) -> tuple[str, ...]:
    """Ask which tables are to be parted by zone; those of the gateways' own subnets are not."""
    own = {here.table_of(home) for home in homes}
    shared = [
        (table, users)
        for table, users in shared_by_zones(here, vpc.id).items()
        if table not in own and not any(here.is_public(one) for one in users) and not ways.wants_nothing(users)
    ]
    if not shared:
        return ()
    options = [Option(table, f"{called(table, users)}: a table a zone") for table, users in shared]
    return blank.ticks("part", "Tables to part", options, [one.value for one in options])


def _ways(here: Vicinity, vpc: Vpc, homes: Sequence[Subnet], names: Sequence[str], to: Sequence[str]) -> list[ways.Way]:
    """Give the routes of each table that is not public: to the gateway of its zone, else to the first."""
    own = {here.table_of(home) for home in homes}
    by_zone = {home.az: name for home, name in zip(homes, names, strict=False)}
    found = []
    for table, users in here.tables(vpc.id).items():
        if not users or not names or table in own or any(here.is_public(one) for one in users):
            continue
        target = by_zone.get(users[0].az, names[0])
        quiet = ways.wants_nothing(users) and all(here.is_isolated(one) for one in users)
        note = "stays isolated" if quiet else ""
        found += [ways.Way(table, vpc.id, one, target, called(table, users), not quiet, note) for one in to]
    return found


def writes(work: Work, answers: Answers) -> None:
    """Make the gateways, part the tables, write the routes."""
    vpc = answers.vpc
    if answers.per == "regional":
        work.add("nat_gateways", NatGateway(id=answers.names[0], vpc=vpc.id, mode="regional"))
    for name, home in zip(answers.names, answers.homes, strict=False):
        _make(work, answers.connectivity, name, home, vpc.region)
    by_zone = {home.az: name for home, name in zip(answers.homes, answers.names, strict=False)}
    routes = list(answers.routes)
    for table in answers.parted:
        parts = part(work, vpc.id, table)
        mine = [one for one in routes if one.table == table]
        routes = [one for one in routes if one.table != table]
        for zone, name in parts.items():
            target = by_zone.get(zone)
            routes += [replace(one, table=name, target=target or one.target) for one in mine]
    ways.add(work, routes)
    word = {"zone": "NAT gateways, one a zone", "one": f"NAT gateway {listed(answers.names)}"}
    work.title = f"Attach {word.get(answers.per, f'regional NAT gateway {listed(answers.names)}')}"


def _make(work: Work, connectivity: str, name: str, home: Subnet, region: str) -> None:
    """Make one gateway, with an Elastic IP address that AWS has yet to assign where it is public."""
    if connectivity == "private":
        work.add("nat_gateways", NatGateway(id=name, subnet=home.id, connectivity="private"))
        return
    address = work.name(f"eip-{name}")
    made = NatGateway(id=name, subnet=home.id, addresses=(NatAddress(public_ip="auto", elastic_ip=address),))
    work.add("nat_gateways", made)
    work.add("elastic_ips", ElasticIp(id=address, region=region))


GUIDE = Guide("attach.nat-gateways", "Attach NAT gateway", asks, writes)
