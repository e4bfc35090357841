"""Answers about everybody as JSON, `"version": 1`: what is exposed, and how services are written in all of them.

Services are lists of the words that selectors read; a set of packets is never written packet by packet.
"""

from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.exposure import Exposure, Exposures
from vpcdesign.analysis.reaches import Reach
from vpcdesign.render.json import VERSION, Object


def words(asked: Intervals) -> list[str]:
    """Write services one by one: `tcp/443`, `tcp/8000-8080`."""
    return services.write(asked, 1 << 30).split(", ") if asked else []


def reached(reach: Reach) -> Object:
    """Give the services that get through; `unknown` only where there are any."""
    told: Object = {"allowed": words(reach.allowed), "partial": words(reach.partial)}
    return told | ({"unknown": words(reach.unknown)} if reach.unknown else {})


def exposures(found: Exposures) -> Object:
    """Give what comes in and what goes out."""
    return {
        "version": VERSION,
        "inbound": [_exposure(one) for one in found.inbound],
        "outbound": [_exposure(one) for one in found.outbound],
    }


def _exposure(one: Exposure) -> Object:
    told: Object = {
        "from": one.source,
        "to": one.destination,
        "members": one.members,
        **reached(one.reach),
        "sources": _addresses(one.sources),
        "path": one.path,
        "packet": one.packet,
        "dangers": one.dangers,
    }
    if one.addresses:
        told["addresses"] = {name: _addresses(own) for name, own in one.addresses}
    return told | ({"via": one.via, "arrives": words(one.arrives)} if one.via else {})


def _addresses(some: Intervals) -> list[str]:
    return addresses.write_set(some, 1 << 30).split(", ") if some else []
