"""Who stands on the ways of others: whoever devices send packets to, and hosts that forward for others.

They are met by name. What rows say of a way that passes them rests on the filters that are their own, so it has to be
known which of these let the packet through, and whom they know as the one who sent it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, of
from vpcdesign.network.rooms import Outline
from vpcdesign.network.stages import Filter, Mark, Node, Opaque, Rewrite, Stage
from vpcdesign.reach.approach import Head, Tails

MANY = 1_000
"""So many targets of devices are met by name, of devices with few targets first; what is sent to others is walked."""


def rewritten(outline: Outline) -> tuple[Intervals, frozenset[str]]:
    """Give the addresses that devices give to packets, and who takes these: `MANY`, of devices that know few."""
    sent: dict[str, set[int]] = {}
    takers: dict[str, set[str]] = {}
    for _, stage in outline.stages:
        if type(stage) is Rewrite and stage.server is not None:
            sent.setdefault(stage.key, set()).add(stage.server)
            takers.setdefault(stage.key, set()).update((stage.taker,) if stage.taker else ())
    servers: set[int] = set()
    taken: set[str] = set()
    for key in sorted(sent, key=lambda key: (len(sent[key]), key)):
        if len(servers | sent[key]) <= MANY:
            servers |= sent[key]
            taken |= takers[key]
    return of((at, at) for at in servers), frozenset(taken)


def forwarders(
    outline: Outline, heads: Mapping[str, tuple[Head, Head]], approached: Container[Node], tails: Tails
) -> Iterator[str]:
    """Give the hosts whose own filters stand on the ways of others, and not only where they send or are sent to."""
    keys: set[str] = set()
    for node, stage in outline.stages:
        if type(stage) is not Filter or not stage.opens or node in approached or tails.ends(stage.next):
            continue
        if tails.of(node) is None:
            keys.add(stage.opens)
    for name, ways in heads.items() if keys else ():
        if any(layer.opens in keys or layer.pardon in keys for one in ways for layer in one.layers):
            yield name


def given(stages: Iterable[Stage]) -> Iterator[int]:
    """Give the addresses that devices have and give to packets."""
    for stage in stages:
        if type(stage) is Rewrite:
            yield from stage.clients or ()
            if stage.server is not None:
                yield stage.server


class Lent(NamedTuple):
    """Marks that packets of anybody may bear on their way: those of devices, and what is put behind others.

    Whether anything there is outside the model is told beside them.
    """

    labels: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    opaque: bool = False

    def and_by(self, stages: Iterable[Stage]) -> "Lent":
        """Give what these and some stages lend; the very same, where the stages lend nothing else."""
        labels, suffixes, opaque = set(self.labels), set(self.suffixes), self.opaque
        for stage in stages:
            if type(stage) is Rewrite:
                labels.update(stage.labels or ())
            elif type(stage) is Mark and stage.suffix:
                suffixes.add(stage.suffix)
            opaque = opaque or type(stage) is Opaque
        found = Lent(frozenset(labels), frozenset(suffixes), opaque)
        return self if found == self else found
