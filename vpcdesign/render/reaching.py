"""Answers about everybody as JSON, `"version": 1`: what fails and what is exposed.

Services are lists of the words that selectors read; a set of packets is never written packet by packet.
"""

from collections.abc import Sequence

from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.exposure import Exposure, Exposures
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.results import Outage
from vpcdesign.analysis.toll import Loss
from vpcdesign.render.json import VERSION, Answers, Object
from vpcdesign.topology.blast import Blast


def words(asked: Intervals) -> list[str]:
    """Write services one by one: `tcp/443`, `tcp/8000-8080`."""
    return services.write(asked, 1 << 30).split(", ") if asked else []


def outages(found: Sequence[Outage], blasts: Sequence[Blast], others: Sequence[Blast], answers: Answers) -> Object:
    """Give what every failure does, and the single points beside them."""
    return {
        "version": VERSION,
        "fatal": [one.failure.id for one in found if one.fatal],
        "failures": [_outage(one, blast, answers) for one, blast in zip(found, blasts, strict=True)],
        "single_points": [{"id": one.id, "kind": one.kind, **_blast(one)} for one in others],
    }


def _blast(one: Blast) -> Object:
    needs = [{"need": word, "subnets": subnets} for word, subnets in one.by_need.items()]
    return {"blast": {"interfaces": one.interfaces, "cut_off_from": needs}, "remedies": one.remedies}


def _outage(one: Outage, blast: Blast, answers: Answers) -> Object:
    return {
        "id": one.failure.id,
        "kind": [part.kind for part in one.failure.each],
        "fatal": one.fatal,
        "down": one.down,
        "alone": one.alone,
        **_blast(blast),
        "lost": [_loss(loss) for loss in one.losses.died],
        "narrowed": [_loss(loss) for loss in one.losses.narrowed],
        "assertions": [
            {"name": result.name, "reason": result.reason}
            | ({"witness": answers.trace(result.witness)} if result.witness else {})
            for result in one.broken
        ],
        "moot": one.moot,
    }


def _loss(loss: Loss) -> Object:
    return {
        "from": loss.source,
        "to": loss.destination,
        "services": words(loss.services),
        "missing": words(loss.missing),
        "ended": loss.ended,
        "pairs": loss.pairs,
        "down": loss.down,
        "cut_off": loss.cut,
        "weakened": loss.weak,
    }


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
