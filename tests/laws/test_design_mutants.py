"""Seeded mutants of the compiler: each must be caught by the law on a few hundred random designs.

A mutant is a plausible misreading of AWS, planted by replacing one function. A law that lets it live would prove
little.
"""

from dataclasses import replace

import pytest

from tests.laws.designs import draw
from tests.laws.killing import Mutants, caught
from tests.laws.test_designs import disagreements
from vpcdesign.compiler import filters, internet, nat, routes, subnets, transit
from vpcdesign.compiler.compile import MAKERS
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Mark, Node, Rewrite, Stage, Translate

SEEDS = 600
LIKELY = (0, 8, 17, 18, 32, 53, 71, 106, 120, 427)
mutant = Mutants()


@mutant
def lists_are_asked_within_a_subnet(patch: pytest.MonkeyPatch) -> None:
    def wrong(plan: Plan, subnet: str) -> Stage:
        return subnets.local(plan, plan.estate.subnets[subnet].vpc)

    patch.setitem(MAKERS, "same_subnet", wrong)


@mutant
def nobody_asks_a_list_on_the_way_to_a_nat_gateway(patch: pytest.MonkeyPatch) -> None:
    def wrong(_plan: Plan, _here: str, _there: str, next_: Node) -> Node:
        return next_

    patch.setattr(Plan, "across", wrong)


@mutant
def references_survive_the_internet(patch: pytest.MonkeyPatch) -> None:
    def wrong(plan: Plan, gateway: str, vpc_or_subnet: str) -> Stage:
        made = internet.internet_out(plan, gateway, vpc_or_subnet)
        for number, stage in plan.builder.stages.items():
            if isinstance(stage, Translate):
                plan.builder.stages[number] = replace(stage, strip=False)
        return made

    patch.setitem(MAKERS, "internet_out", wrong)


@mutant
def peerings_lead_on(patch: pytest.MonkeyPatch) -> None:
    def wrong(plan: Plan, name: str, vpc: str) -> Stage:
        noun = plan.estate.nouns[name]
        assert isinstance(noun, PeeringConnection)
        other = noun.accepter if vpc == noun.requester else noun.requester
        return Mark(Origin(name, "peering_connection"), plan.to("leave", plan.estate.subnets_of[other][0].id))

    patch.setitem(MAKERS, "peering", wrong)


@mutant
def any_table_of_a_transit_gateway_will_do(patch: pytest.MonkeyPatch) -> None:
    def wrong(plan: Plan, attachment: str, gateway: str) -> Stage:
        found = plan.estate.nouns[attachment]
        assert isinstance(found, TransitGatewayAttachment)
        side = gateway or found.transit_gateway
        tables = [t for t in plan.estate.design.transit_gateway_route_tables if t.transit_gateway == side]
        return transit._table(plan, tables[0], found)  # noqa: SLF001

    patch.setitem(MAKERS, "transit_in", wrong)


@mutant
def zones_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Estate, "zone", lambda _self, _subnet: "z")


@mutant
def propagated_routes_beat_local_ones(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(routes, "subset", lambda _part, _whole: False)


@mutant
def blackholes_fall_through(patch: pytest.MonkeyPatch) -> None:
    right = routes._written  # noqa: SLF001
    patch.setattr(routes, "_written", lambda *given: (each for each in right(*given) if not each.blackhole))


@mutant
def lists_are_read_as_they_are_written(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(filters, "sorted", lambda places, **_: list(places), raising=False)


@mutant
def nat_gateways_use_the_ports_of_linux(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(nat, "MAPPED_PORTS", ((32768, 60999),))


@mutant
def answers_over_a_peering_need_a_route_to_the_nat_gateway(patch: pytest.MonkeyPatch) -> None:
    right = nat._rewrite  # noqa: SLF001

    def wrong(plan: Plan, name: str, offset: int) -> Rewrite:
        return replace(right(plan, name, offset), back=None)

    patch.setattr(nat, "_rewrite", wrong)


def test_there_are_enough() -> None:
    assert len(mutant) > 10


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, lambda seed: disagreements(draw(seed), seed, 0.4), LIKELY, SEEDS)
