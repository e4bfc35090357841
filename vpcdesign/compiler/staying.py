"""Which plain hosts stay what they were over an edit: their own stages say the same as before, whoever writes them.

Everything that such a stage is written from is looked at here, and nothing is written. Rules are told by themselves:
those that have others in their place say so for everybody who has them.
"""

from collections.abc import Iterable, Iterator

from vpcdesign.compiler.interfaces import interface_of
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.noun import Noun

_WORDS = frozenset({"name", "note", "tags"})
"""What no packet meets."""


class Staying:
    """Tells of plain hosts of a plan whether they are what they were in the one before."""

    def __init__(self, plan: Plan, before: Plan) -> None:
        """Look at what many hosts share."""
        self._both = plan, before
        estates = plan.estate, before.estate
        lists = [{one.id: _id(estate.acl_of(one)) for one in estate.design.subnets} for estate in estates]
        self._subnets = {one for one, named in lists[0].items() if one in lists[1] and lists[1][one] == named}
        self._vpcs = {one for one, found in plan.link_local.items() if before.link_local.get(one) is found}
        defaults = [estate.default_groups for estate in estates]
        self._defaults = {one for one in plan.estate.vpcs if len({_id(each.get(one)) for each in defaults}) == 1}

    def movers(self, others: Iterable[str]) -> Iterator[str]:
        """Give the hosts of which a stage says something else: of others, and of those who share what is other."""
        plan = self._both[0]
        looked_at = [*others]
        for subnet, devices in plan.devices_in.items():
            if subnet not in self._subnets or plan.estate.subnets[subnet].vpc not in self._vpcs & self._defaults:
                looked_at.extend(one.id for one in devices)
        return (name for name in looked_at if name in plan.hosts and not self._stays(name))

    def _stays(self, name: str) -> bool:
        """Tell whether the stages of a host say what they said."""
        plan, before = self._both
        device = plan.devices[name]
        if before.devices.get(name) is not device or before.hosts.get(name) != plan.hosts[name]:
            return False
        if device.subnet not in self._subnets or device.vpc not in self._vpcs:
            return False
        if not device.groups and device.vpc not in self._defaults:
            return False
        new, old = plan.estate, before.estate
        if (name in new.unfiltered) != (name in old.unfiltered):
            return False
        one, other = interface_of(plan, name), interface_of(before, name)
        instances = new.instances.get(one.instance or ""), old.instances.get(other.instance or "")
        return means(one, other) and means(*instances)


def _id(noun: Noun | None) -> str | None:
    return noun.id if noun else None


def means(one: Noun | None, other: Noun | None) -> bool:
    """Tell whether two nouns mean the same: they differ in words at most."""
    if one is other:
        return True
    if one is None or other is None or type(one) is not type(other):
        return False
    return all(getattr(one, name) == getattr(other, name) for name in type(one).model_fields if name not in _WORDS)
