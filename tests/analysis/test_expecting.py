"""What edits of rules ask for can be at hand before the first: then nobody waits while the network is gone through."""

from collections.abc import Sequence
from functools import cached_property

import pytest

from vpcdesign.analysis.watch import Watch
from vpcdesign.api.layouts import load_layout
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.document import Design
from vpcdesign.reach import rows, unlike
from vpcdesign.reach.bearers import Bearers, Senders
from vpcdesign.reach.wayside import Wayside


def watched() -> Watch:
    """Watch a network in which nothing fails."""
    design = load_layout("three-tier")
    whole = tuple(one for one in design.assertions if one.when is None)
    return Watch(design.model_copy(update={"assertions": whole}))


def shut(design: Design) -> Design:
    """Let a network ACL and a security group allow less."""
    lists, groups = design.network_acls, design.security_groups
    one = lists[-1].model_copy(update={"ingress": lists[-1].ingress[:-1]})
    other = groups[-1].model_copy(update={"ingress": groups[-1].ingress[:-1]})
    return design.model_copy(
        update={"network_acls": (*lists[:-1], one), "security_groups": (*groups[:-1], other)},
    )


def noting(patch: pytest.MonkeyPatch) -> list[str]:
    """Note what is gone through from now on."""
    noted: list[str] = []

    def making(*arguments: object) -> Wayside:
        noted.append("ways")
        return Wayside(*arguments)  # type: ignore[arg-type]  # as rows ask for it

    def asked_for(plan: Plan, several: object) -> None:
        noted.append("rules")
        ask_for(plan, several)  # type: ignore[arg-type]  # as the plan asks for it

    def found_one(ways: Wayside, names: Sequence[int]) -> None:
        noted.append("who comes")
        find(ways, names)

    ask_for, find = Plan.ask_for, vars(Wayside)["_find"]
    patch.setattr(Wayside, "_find", found_one)
    patch.setattr(rows, "Wayside", making)
    patch.setattr(Plan, "ask_for", asked_for)
    for owner, name in ((Bearers, "guards"), (Bearers, "leaves"), (Senders, "marks"), (Senders, "_ordered")):
        found = vars(owner)[name]

        def told(self: object, found: cached_property[object] = found, name: str = name) -> object:
            noted.append(name)
            return found.func(self)

        held = cached_property(told)
        held.__set_name__(owner, name)
        patch.setattr(owner, name, held)
    return noted


def test_an_edit_finds_at_hand_what_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlike, "FEW", 1 << 20)  # so few places there are that lists would be told by these
    early = watched()
    late = Watch(early.ground.design)
    early.ground.expect_edits()
    noted = noting(monkeypatch)
    edited = shut(early.ground.design)
    holds = early.after(edited).holds
    assert noted == []
    assert late.after(edited).holds == holds
    assert {"ways", "who comes", "rules", "guards", "leaves"} <= {*noted}
    assert holds == Watch(edited).holds != early.holds
