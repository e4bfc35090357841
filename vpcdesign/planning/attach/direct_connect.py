"""Attaches a Direct Connect: a private virtual interface to a virtual private gateway, a transit one to a hub.

Between them stands a Direct Connect gateway. On the way to a virtual private gateway its allowed prefixes filter what
is advertised; on the way to a transit gateway they are what is advertised, literally (DX: allowed prefixes).
"""

from dataclasses import dataclass

from vpcdesign.design.hybrid import DirectConnect
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.planning.attach import hub as hubs
from vpcdesign.planning.attach import site as sites
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.end import End, ask_end, propagate, propagation_tables, settle
from vpcdesign.planning.attach.hub import Tables
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.site import Site
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank


@dataclass(frozen=True, slots=True)
class Answers:
    """Where it leads, where it ends, what is told to the far side, and the routes."""

    site: Site
    end: End
    name: str
    gateway: str
    allowed: tuple[str, ...]
    tables: Tables
    propagates: tuple[str, ...]
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for both ends; the kind of the virtual interface follows from the one in AWS."""
    end = ask_end(blank, here)
    reached = [one.id for one in hubs.attached(here, end.hub)] if end.hub else [end.vpc]
    site = sites.ask(blank, here, reached)
    name = name_for(blank, here, f"dx-{site.name}")
    gateway = blank.text("gateway", "DX gateway", "dxgw") or "dxgw"
    blocks = [cidr for vpc in reached for cidr in here.blocks(vpc)]
    allowed = blank.blocks("allowed", "Advertised", blocks, needed=False)
    blank.notes.append(f"a {'transit' if end.hub else 'private'} virtual interface")
    if not end.hub:
        chosen = propagation_tables(blank, here, end)
        return Answers(site, end, name, gateway, allowed, Tables("", ()), chosen, ())
    tables = hubs.ask_tables(blank, here, end.hub, "direct-connect")
    found = []
    for vpc in reached:
        found += hubs.ways_through(here, vpc, end.hub, site.blocks, end.name)
    return Answers(site, end, name, gateway, allowed, tables, (), tuple(ways.ask(blank, here, found)))


def writes(work: Work, answers: Answers) -> None:
    """Make what is new of both ends, then the interface and its routes."""
    end, site = answers.end, answers.site
    settle(work, end, hubs.ASN)
    sites.write(work, site, [one for one in answers.allowed if ":" not in one])
    made = DirectConnect(
        id=answers.name,
        kind="transit" if end.hub else "private",
        direct_connect_gateway=answers.gateway,
        virtual_private_gateways=() if end.hub else (end.name,),
        transit_gateways=(end.name,) if end.hub else (),
        allowed_prefixes=answers.allowed,
        routes=site.blocks,
        on_premises=site.name,
    )
    work.add("direct_connects", made)
    if end.hub:
        name = work.name(f"{end.name}-{site.name}")
        hung = TransitGatewayAttachment(
            id=name, transit_gateway=end.name, kind="direct-connect", direct_connect=answers.name
        )
        hubs.hang(work, end.name, hung, answers.tables)
        ways.add(work, answers.routes)
    else:
        propagate(work, answers.propagates, end)
    work.title = f"Attach Direct Connect {answers.name} to {end.name}"
    work.new_ids.insert(0, work.new_ids.pop(work.new_ids.index(answers.name)))


GUIDE = Guide("attach.direct-connect", "Attach Direct Connect", asks, writes)
