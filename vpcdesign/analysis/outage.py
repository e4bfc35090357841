"""What breaks when something fails: who went down with it, who is up but cut off, which assertions no longer hold.

A conversation is compared pair by pair with the whole design, so `2 of 3` counts pairs of members that are left. It has
died when nobody is left to hold it, or somebody who is up has lost it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from vpcdesign.algebra.intervals import EMPTY, difference, union
from vpcdesign.analysis.check import check_in
from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.groups import Group, Matrix, matrix
from vpcdesign.analysis.reach_rows import ReachRows
from vpcdesign.analysis.results import Loss, Outage
from vpcdesign.analysis.survey import EVERYBODY, Party, Reaching, count, parties
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.aws.services import service_word
from vpcdesign.design.asserting import Assertion
from vpcdesign.topology.failures import Failure

Progress: TypeAlias = Callable[[int, int], None]


def outages(
    worlds: Worlds, failing: Sequence[Failure], assertions: Sequence[Assertion], progress: Progress | None = None
) -> list[Outage]:
    """Tell what each failure does, in their order."""
    whole = worlds.whole
    services = [f"service:{service_word(one.service)}" for one in whole.design.vpc_endpoints if one.kind == "gateway"]
    kinds = parties(whole, EVERYBODY, ", ".join((EVERYBODY, *services)))
    before = everybody(whole, kinds)
    grouped = matrix(whole.design, before, kinds)
    plain = [one for one in assertions if one.when is None]
    held = [one for one, result in zip(plain, check_in(worlds, plain), strict=True) if result.holds]
    found: list[Outage] = []
    for failure in failing:
        world = worlds.under(failure)
        losses = tuple(loss for loss in _losses(worlds, world, grouped, before) if loss is not None)
        under = [one.model_copy(update={"when": {"fail": failure.id}}) for one in held]
        broken = [result for result in check_in(worlds, under) if not result.holds]
        moot = [one for one in broken if not one.asked and one.expect in {"blocked", "isolated"}]
        died = tuple(one for one in broken if one not in moot)
        names = tuple(one.name for one in moot)
        found.append(Outage(failure, _down(whole, world), losses, died, names, _alone(world, grouped)))
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


def _alone(world: World, grouped: Matrix) -> tuple[str, ...]:
    """Give the groups whose every member went down, though somebody reached them or they reached somebody."""
    met = dict.fromkeys(group for ends, found in grouped.cells.items() if found.some for group in ends)
    return tuple(one.label for one in met if not one.outside and world.down.issuperset(one.members))


def _losses(worlds: Worlds, world: World, grouped: Matrix, before: ReachRows[Party]) -> list[Loss | None]:
    left = {
        party: replace(
            party,
            sources=worlds.left(world, party.sources)[0],
            destinations=worlds.left(world, party.destinations)[0],
        )
        for group in grouped.groups
        for party in group.parties
    }
    reaching = Reaching(world)
    return [
        _loss(reaching, (source, destination), before, left)
        for (source, destination), found in grouped.cells.items()
        if found.some
    ]


def _loss(
    reaching: Reaching, ends: tuple[Group, Group], before: ReachRows[Party], left: dict[Party, Party]
) -> Loss | None:
    """Compare a conversation between groups with what it was; None when it lost nothing."""
    pairs = down = cut = weak = whole = 0
    services, missing = EMPTY, EMPTY
    for one in ends[0].parties:
        for other in ends[1].parties:
            was = before.get((one, other))
            if was is None or not was.some:
                continue
            number = count(one, other)
            still = count(left[one], left[other])
            now = reaching.between(left[one], left[other], was.some)
            lost = difference(was.some, now.some)
            services = union(services, was.some)
            pairs, down = pairs + number, down + number - still
            if lost and still:
                cut, missing = cut + still, union(missing, lost)
            elif still and difference(was.allowed, now.allowed):
                weak += still
            whole += still if now.some else 0
    if not down and not cut and not weak:
        return None
    return Loss(ends[0].label, ends[1].label, services, pairs, down, cut, weak, missing, ended=not whole)
