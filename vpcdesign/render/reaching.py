"""Answers about everybody as JSON, `"version": 1`: who reaches whom, what fails, what is exposed, what differs.

Services are lists of the words that selectors read; a set of packets is never written packet by packet.
"""

from collections.abc import Mapping, Sequence

from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.exposure import Exposure, Exposures
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.results import Loss, Outage
from vpcdesign.analysis.witnesses import Witness
from vpcdesign.analysis.wording import let_through, met, packet, stopped
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
        "lost": [_loss(loss) for loss in one.losses if loss.died],
        "narrowed": [_loss(loss) for loss in one.losses if not loss.died],
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


def matrix(found: Matrix, witnesses: Mapping[tuple[Group, Group], Witness]) -> Object:
    """Give who reaches whom; a pair of groups that is left out has no packet that gets through."""
    return {
        "version": VERSION,
        "groups": [_group(one) for one in found.groups],
        "cells": [
            {"from": ends[0].id, "to": ends[1].id, **reached(reach), **_witness(witnesses.get(ends, Witness()))}
            for ends, reach in found.cells.items()
        ],
    }


def _witness(one: Witness) -> Object:
    """Give the packet that gets through, with what it meets, and the one that does not, with what stops it."""
    told: Object = {}
    if one.passes is not None:
        told["witness"] = {
            "packet": packet(one.passes),
            "path": met(one.passes),
            "because": let_through(one.passes),
        }
    if one.stopped is not None:
        told["stopped"] = {"packet": packet(one.stopped), "because": stopped(one.stopped.blockers)}
    return told


def reached(reach: Reach) -> Object:
    """Give the services that get through; `unknown` only where there are any."""
    told: Object = {"allowed": words(reach.allowed), "partial": words(reach.partial)}
    return told | ({"unknown": words(reach.unknown)} if reach.unknown else {})


def _group(one: Group) -> Object:
    return {"id": one.id, "members": one.members, "label": one.label, "differ": one.differ}


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
        "sources": addresses.write_set(one.sources, 1 << 30).split(", ") if one.sources else [],
        "path": one.path,
        "packet": one.packet,
        "dangers": one.dangers,
    }
    return told | ({"via": one.via, "arrives": words(one.arrives)} if one.via else {})
