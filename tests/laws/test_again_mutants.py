"""Seeded mutants of compiling again: each forgets something of what an edit can do, and the law has to find it."""

from collections.abc import Iterator
from functools import cache
from itertools import chain, count
from random import Random

import pytest

from tests.laws.edits import stir
from tests.laws.killing import Mutants, caught
from tests.laws.test_again import fault, ours, staling, wandering
from vpcdesign.compiler import again, carry, relisting, staying, still
from vpcdesign.compiler.changes import Changes
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.filters import Filters
from vpcdesign.compiler.groups import Groups
from vpcdesign.compiler.members import Members
from vpcdesign.compiler.plan import Plan
from vpcdesign.compiler.subnets import nobody
from vpcdesign.design.document import Design
from vpcdesign.network.stages import Node, Stage

SEEDS = 400
mutant = Mutants()


@mutant
def everybody_stays(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(staying.Staying, "movers", lambda *_: iter(()))


@mutant
def nouns_that_changed_mean_the_same(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(staying, "means", lambda *_: True)


@mutant
def lists_of_hosts_never_change(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(carry.Carried, "_lists_same", lambda *_: True)


@mutant
def whoever_comes_back_is_not_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(carry.Carried, "_tell_new", lambda *_: None)


@mutant
def whoever_goes_is_not_told(patch: pytest.MonkeyPatch) -> None:
    right = vars(carry.Carried)["_carry_shared"]

    def wrong(self: carry.Carried) -> dict[Node, Stage]:
        shared: dict[Node, Stage] = right(self)
        self._stages = {node: one for node, one in self._stages.items() if node in shared}
        return shared

    patch.setattr(carry.Carried, "_carry_shared", wrong)


@mutant
def stages_of_one_name_are_the_same(patch: pytest.MonkeyPatch) -> None:
    right = vars(carry)["same"]

    def wrong(one: object, other: object) -> bool:
        names = [getattr(each, "origin", None) for each in (one, other)]
        return names[0] == names[1] if None not in names else bool(right(one, other))

    patch.setattr(carry, "same", wrong)


@mutant
def rules_that_changed_are_not_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Filters, "settle", lambda _: {})


@mutant
def rules_are_known_by_what_they_say(patch: pytest.MonkeyPatch) -> None:
    right = vars(Filters)["_as_before"]

    def wrong(self: Filters, key: tuple[object, ...], rules: object) -> object:
        return self._were.get(key, right(self, key, rules))

    patch.setattr(Filters, "_as_before", wrong)


@mutant
def members_stay(patch: pytest.MonkeyPatch) -> None:
    right = Members.following
    patch.setattr(Members, "following", lambda self, before, _: right(self, before, ()))


@mutant
def nobody_sends_to_members(patch: pytest.MonkeyPatch) -> None:
    right = Filters.following
    patch.setattr(Filters, "following", lambda self, estate, members, names, _: right(self, estate, members, names, ()))


@mutant
def nobody_names_what_changed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Filters, "asked", ({}, {}))


@mutant
def rules_wait_until_they_are_asked_for(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Plan, "complete", lambda _: None)
    patch.setattr(Plan, "ask_for", lambda *_: None)


@mutant
def instances_say_nothing_of_hosts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(still, "_instances", lambda _: set())


@mutant
def subnets_stay_where_they_are(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(still, "_same_subnet", lambda *_: True)


@mutant
def elastic_addresses_are_nobodys(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(still, "ElasticIp", Design)


@mutant
def everybody_is_settled(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(still, "settled", lambda _, names: iter(names))
    patch.setattr(carry, "settled", lambda _, names: iter(names))


@mutant
def public_addresses_and_default_groups_stay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(carry, "_is_beside", lambda *_, **__: True)


@mutant
def numbers_are_given_anew(patch: pytest.MonkeyPatch) -> None:
    right = carry.numbered

    def wrong(names: list[str], before: Plan | None) -> object:
        hosts, places, builder = right(names, before)
        return dict(zip(hosts, count(step=6), strict=False)), places, builder

    patch.setattr("vpcdesign.compiler.compile.numbered", wrong)


@mutant
def nouns_are_those_of_before(patch: pytest.MonkeyPatch) -> None:
    _taking_over(patch, "nouns")


@mutant
def instances_keep_their_interfaces(patch: pytest.MonkeyPatch) -> None:
    _taking_over(patch, "interfaces_of")


@mutant
def free_addresses_stay_free(patch: pytest.MonkeyPatch) -> None:
    _taking_over(patch, "taken")


def _taking_over(patch: pytest.MonkeyPatch, name: str) -> None:
    right = Estate.following

    def wrong(self: Estate, before: Estate, changes: Changes) -> Estate:
        found = right(self, before, changes)
        vars(found)[name] = getattr(before, name)
        return found

    patch.setattr(Estate, "following", wrong)


@mutant
def what_goes_is_no_change(patch: pytest.MonkeyPatch) -> None:
    right = Changes.__init__

    def wrong(self: Changes, old: Design, new: Design) -> None:
        right(self, old, new)
        self.went = {}

    patch.setattr(Changes, "__init__", wrong)


@mutant
def every_edit_is_one_of_lines(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(again, "_only_lines", lambda *_: True)


@mutant
def nobody_else_holds_an_address(patch: pytest.MonkeyPatch) -> None:
    def wrong(before: relisting.Lists, now: relisting.Lists) -> object:
        old, new = list(chain.from_iterable(before)), list(chain.from_iterable(now))
        went = [one for one in old if not any(one is other for other in new)]
        return went, [one for one in new if not any(one is other for other in old)]

    patch.setattr(relisting, "_turned", wrong)


@mutant
def every_address_is_in_its_subnet(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(relisting, "_is_inside", lambda *_: True)


@mutant
def what_becomes_free_stands_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(relisting.Table, "_nobodys", lambda _, subnet: nobody(subnet, "subnet"))


@mutant
def blocks_of_subnets_stay(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: carry.Carried, key: tuple[str, ...]) -> bool:
        plans = [getattr(self, name) for name in ("_plan", "_before")]
        both = [[one.id for one in plan.estate.subnets_of.get(key[1], ())] for plan in plans]
        return both[0] == both[1]

    patch.setattr(carry.Carried, "_is_placed_same", wrong)


@cache
def _ours() -> list[Design]:
    return ours()


def stirred(seed: int) -> Iterator[Design]:
    """Give a design of ours, and what becomes of it."""
    random = Random(seed)
    design = random.choice(_ours())
    for _ in range(8):
        yield design
        design = stir(design, random)


@mutant
def groups_say_something_else_inbound_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Groups, "_turned", lambda *_: ("ingress",))


@mutant
def groups_say_something_else_outbound_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Groups, "_turned", lambda *_: ("egress",))


@mutant
def what_a_group_says_of_others_is_told_where_it_says_it(patch: pytest.MonkeyPatch) -> None:
    right = vars(Groups)["_turned"]

    def wrong(self: Groups, name: str, other: Groups) -> tuple[str, ...]:
        with pytest.MonkeyPatch.context() as within:
            within.setattr(Groups, "_lame", lambda *_: ())
            found: tuple[str, ...] = right(self, name, other)
        return found

    patch.setattr(Groups, "_turned", wrong)


def test_there_are_enough() -> None:
    assert len(mutant) > 20


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(
        name,
        lambda seed: fault(wandering(seed)) or fault(stirred(seed)) or fault(staling()),
        LIKELY.get(name, ()),
        SEEDS,
    )


LIKELY = {
    "members_stay": (54,),
    "nobody_sends_to_members": (54,),
    "nobody_names_what_changed": (54,),
    "instances_say_nothing_of_hosts": (112,),
    "public_addresses_and_default_groups_stay": (40,),
    "every_address_is_in_its_subnet": (49,),
    "instances_keep_their_interfaces": (21,),
    "subnets_stay_where_they_are": (20,),
    "nouns_that_changed_mean_the_same": (2,),
    "free_addresses_stay_free": (7,),
    "what_goes_is_no_change": (7,),
    "blocks_of_subnets_stay": (3,),
    "what_becomes_free_stands_apart": (1,),
    "groups_say_something_else_inbound_only": (1,),
}
"""Seeds that caught a mutant, where the first ones do not."""
