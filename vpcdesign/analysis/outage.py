"""What breaks when something fails: who went down with it, who is up but cut off, which assertions no longer hold.

A conversation is compared pair by pair with the whole design, so `2 of 3` counts pairs of members that are left. It has
died when nobody is left to hold it, or somebody who is up has lost it.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.groups import Group, matrix
from vpcdesign.analysis.losses import Conversations
from vpcdesign.analysis.results import Outage
from vpcdesign.analysis.standing import Standing
from vpcdesign.analysis.stoppages import stoppages
from vpcdesign.analysis.survey import EVERYBODY, parties
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.aws.services import service_word
from vpcdesign.design.asserting import Assertion
from vpcdesign.topology.failures import Failure

Progress: TypeAlias = Callable[[int, int], None]


def outages(
    worlds: Worlds,
    failing: Sequence[Failure],
    assertions: Sequence[Assertion],
    progress: Progress | None = None,
    *,
    shown: bool = False,
) -> list[Outage]:
    """Tell what each failure does, in their order; packets that are stopped only where they are going to be `shown`."""
    whole = worlds.whole
    services = [f"service:{service_word(one.service)}" for one in whole.design.vpc_endpoints if one.kind == "gateway"]
    kinds = parties(whole, EVERYBODY, ", ".join((EVERYBODY, *services)))
    before = everybody(whole, kinds)
    talks = Conversations(worlds, matrix(whole.design, before, kinds), before)
    standing = Standing(worlds, assertions)
    found: list[Outage] = []
    for failure in failing:
        world = worlds.under(failure)
        losses = talks.lost(world)
        broken = standing.fallen(world)
        moot = [one for one in broken if not one.asked and one.expect in {"blocked", "isolated"}]
        died = tuple(one for one in broken if one not in moot)
        names = tuple(one.name for one in moot)
        stopped = stoppages(talks, world, losses) if shown else {}
        found.append(Outage(failure, _down(whole, world), losses, died, names, _alone(world, talks.met), stopped))
        if len(failing) > 1:  # whoever tries many asks about each once
            worlds.forget(failure)
        if progress is not None:
            progress(len(found), len(failing))
    return found


def _down(whole: World, world: World) -> tuple[str, ...]:
    residents = whole.questions.roster.residents
    return tuple(
        residents[name].label if name in residents else name
        for name in whole.walk.network.endpoints
        if name in world.down
    )


def _alone(world: World, met: Sequence[Group]) -> tuple[str, ...]:
    """Give the groups whose every member went down, though somebody reached them or they reached somebody."""
    return tuple(one.label for one in met if not one.outside and world.down.issuperset(one.members))
