"""AWS's documents to a design: everything that can carry, filter, route or translate a packet.

AWS holds what it returned, so nothing of it is refused: what our rules think illegal, what no document shows and what
had to be assumed become notes, which come back beside the design and stay in it. Refused is only what is no document
of AWS at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vpcdesign.collector import collector_paused
from vpcdesign.design import legality
from vpcdesign.design.asserting import Note
from vpcdesign.design.document import Design
from vpcdesign.formats.aws_describe import (
    balancers,
    classic,
    endpoints,
    filters,
    firewalls,
    gateways,
    hybrid,
    interfaces,
    public_access,
    routing,
    transit,
    transit_tables,
    vpcs,
)
from vpcdesign.formats.aws_describe.documents import Progress, merge
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Misread
from vpcdesign.formats.aws_describe.unseen import externals


@dataclass(frozen=True, slots=True)
class Imported:
    """A design, and what there is to say about how it came to be; the notes stand in the design too."""

    design: Design
    notes: tuple[Note, ...]


def import_aws(texts: Iterable[tuple[str, str | bytes]], progress: Progress | None = None) -> Imported:
    """Make a design of named texts. Raises `DocumentError` with every problem of every text."""
    with collector_paused():
        return _import(texts, progress)


def _import(texts: Iterable[tuple[str, str | bytes]], progress: Progress | None) -> Imported:
    documents = merge(texts, progress)
    design: Design | None = None
    notes: tuple[Note, ...] = ()
    try:
        estate = Estate(documents)
        design = _design(estate)
        notes = tuple(dict.fromkeys(estate.notes))
    except Misread as error:
        documents.misread(error, "")
    documents.settle()
    assert design is not None
    return Imported(design.model_copy(update={"notes": notes}), notes)


def _design(estate: Estate) -> Design:
    design = _with_the_rest(estate, _holders(estate))
    names = {vpc.name for vpc in design.vpcs if vpc.name is not None}
    title = names.pop() if len(names) == 1 else "aws"
    whole = design.model_copy(update={"name": title, "external": externals(estate, design)})
    for pointer, words in legality.problems(whole):
        estate.note(_about(whole, pointer), words)
    return whole


def _holders(estate: Estate) -> Design:
    """Read the nouns that interfaces belong to: they claim theirs before anybody asks which are left."""
    barriers = firewalls.firewalls(estate)
    of_firewalls = {endpoint.id for firewall in barriers for endpoint in firewall.endpoints}
    return Design(
        imported=True,
        instances=interfaces.instances(estate),
        nat_gateways=gateways.nat_gateways(estate),
        load_balancers=(*balancers.load_balancers(estate), *classic.classic_load_balancers(estate)),
        firewalls=barriers,
        vpc_endpoints=endpoints.vpc_endpoints(estate, of_firewalls),
        transit_gateways=transit.transit_gateways(estate),
        transit_gateway_attachments=transit.attachments(estate),
    )


def _with_the_rest(estate: Estate, held: Design) -> Design:
    learned = hybrid.Learned(estate)
    left = interfaces.network_interfaces(estate, held.instances)
    tables = transit_tables.route_tables(estate, held.transit_gateways, held.transit_gateway_attachments)
    rest = Design(
        vpcs=vpcs.vpcs(estate),
        subnets=vpcs.subnets(estate),
        route_tables=routing.route_tables(estate),
        internet_gateways=gateways.internet_gateways(estate),
        egress_only_internet_gateways=gateways.egress_only_internet_gateways(estate),
        elastic_ips=gateways.elastic_ips(estate),
        virtual_private_gateways=hybrid.virtual_private_gateways(estate),
        customer_gateways=hybrid.customer_gateways(estate),
        vpn_connections=hybrid.vpn_connections(estate, learned),
        direct_connects=hybrid.direct_connects(estate, learned),
        peering_connections=gateways.peering_connections(estate),
        transit_gateway_route_tables=tables,
        prefix_lists=routing.prefix_lists(estate),
        security_groups=filters.security_groups(estate),
        network_acls=filters.network_acls(estate),
        network_interfaces=(*left, *interfaces.undescribed(estate, left)),
        reservations=vpcs.reservations(estate),
        block_public_access=public_access.block_public_access(estate),
    )
    return held.model_copy(update={kind: getattr(rest, kind) for kind in rest.model_fields_set})


def _about(design: Design, pointer: str) -> str:
    """Give the id of the noun that a JSON pointer leads into."""
    _, kind, place, *_ = pointer.split("/")
    found: str = getattr(design, kind)[int(place)].id
    return found
