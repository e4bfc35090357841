"""Who else sends: everybody whom a side does not name, as `only` needs them."""

from collections.abc import Collection, Iterator

from vpcdesign.algebra.intervals import difference
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.selectors import Member, Side


def everybody_else(questions: Questions, named: Side) -> Iterator[Member]:
    """Give every source that is not named: hosts, load balancers' nodes, the internet, each on-premises network."""
    yield from other_hosts(questions, {member.endpoint for member in named.members})
    yield from others_outside(questions, named)


def other_hosts(questions: Questions, named: Collection[str]) -> Iterator[Member]:
    """Give the hosts and load balancers' nodes that are not named."""
    for one in questions.roster.of_part("host", "balancer"):
        if one.endpoint.id not in named:
            yield sender(one)


def sender(one: Resident) -> Member:
    """Give a resident as one who sends from all his addresses."""
    return Member(one.endpoint.id, one.label, one.endpoint.addresses, vpc=one.vpc)


def others_outside(questions: Questions, named: Side) -> Iterator[Member]:
    """Give the internet and each on-premises network, but for the addresses that are named."""
    known = {member.endpoint: member.addresses for member in named.members}
    outside = [("internet", "internet", questions.network.internet)]
    outside += [(one.endpoint.id, one.label, one.primary) for one in questions.roster.of_part("on_premises")]
    for endpoint, label, addresses in outside:
        left = difference(addresses, known.get(endpoint, ()))
        if left:
            yield Member(endpoint, label if left == addresses else f"everybody else in {label}", left)
