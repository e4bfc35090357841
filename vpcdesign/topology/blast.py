"""The blast radius of each failure on the wiring, with what would restore it; and single points beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vpcdesign.topology.failures import Failure
from vpcdesign.topology.graph import Place, Wiring
from vpcdesign.topology.points import Loss, cut_off, points
from vpcdesign.topology.redundancy import point_remedies, remedies


@dataclass(frozen=True, slots=True)
class Blast:
    """What one thing cuts off though it is up: subnets by need, how many interfaces stand there, what would help."""

    id: str
    kind: str
    losses: tuple[Loss, ...] = ()
    interfaces: int = 0
    remedies: tuple[str, ...] = ()

    @property
    def by_need(self) -> dict[str, tuple[str, ...]]:
        """The subnets that lose each need, by its word."""
        found: dict[str, dict[str, None]] = {}
        for one in self.losses:
            found.setdefault(one.need.word, {})[one.subnet] = None
        return {word: tuple(subnets) for word, subnets in found.items()}


def blasts(wiring: Wiring, failing: Sequence[Failure]) -> tuple[Blast, ...]:
    """Give the blast radius of each failure, in their order."""
    found: list[Blast] = []
    for failure in failing:
        losses = tuple(cut_off(wiring, failure))
        helps = remedies(wiring, failure, losses)
        found.append(Blast(failure.id, failure.kind, losses, _interfaces(wiring, losses), helps))
    return tuple(found)


def others(wiring: Wiring, tried: Iterable[Failure]) -> tuple[Blast, ...]:
    """Give the single points that no failure tried stands for: devices on the far side of a VPN, appliances."""
    known = {one.id for failure in tried for one in failure.each}
    return tuple(
        Blast(
            one.id, one.kind, one.losses, _interfaces(wiring, one.losses), _helps(wiring, one.kind, one.id, one.losses)
        )
        for one in points(wiring)
        if one.id not in known and one.kind in {"customer gateway", "interface"}
    )


def _helps(wiring: Wiring, kind: str, name: str, losses: Sequence[Loss]) -> tuple[str, ...]:
    return point_remedies(wiring, Place(kind, name), losses)


def _interfaces(wiring: Wiring, losses: Iterable[Loss]) -> int:
    subnets = {one.subnet for one in losses}
    return sum(one.subnet in subnets for one in wiring.design.network_interfaces)
