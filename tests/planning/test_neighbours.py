"""Collisions with what others use, each with its consequence; registries in every form; the fewest blocks of a tier."""

from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import OnPremises
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.vpcs import Vpc
from vpcdesign.errors import DocumentError
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.overlap import free_near, neighbours, overlaps, well_known
from vpcdesign.planning.registry import read_registry
from vpcdesign.planning.summary import cover, covers, exact


def blocks(text: str) -> list[str]:
    """Read a registry and give its blocks."""
    return [str(each.block) for each in read_registry(text, "in-use")]


@pytest.mark.parametrize(
    "text",
    [
        "10.1.0.0/16\n10.2.0.0/24\n",
        "# ours\n10.1.0.0/16 Dublin\n\n10.2.0.0/24  # the lab\n",
        "cidr,name\n10.1.0.0/16,Dublin\n10.2.0.0/24,lab\n",
        "Name;Network\nDublin;10.1.0.0/16\nlab;10.2.0.0/24\n",
        "name\tblock\nDublin\t10.1.0.0/16\nlab\t10.2.0.0/24\n",
        "10.1.0.0/16,Dublin\n10.2.0.0/24,lab\n",
        "10.1.0.0-10.1.255.255\n10.2.0.*\n",
        '["10.1.0.0/16", "10.2.0.0/24"]',
        '[{"cidr": "10.1.0.0/16", "owner": "Dublin"}, {"CIDR": "10.2.0.0/24"}]',
        '{"Dublin": "10.1.0.0/16", "lab": "10.2.0.0/24"}',
        '{"ranges": [{"name": "Dublin", "network": "10.1.0.0/16"}, {"network": "10.2.0.0/24"}]}',
    ],
)
def test_a_registry_is_read_in_every_form(text: str) -> None:
    assert blocks(text) == ["10.1.0.0/16", "10.2.0.0/24"]


def test_a_registry_says_whose_a_range_is() -> None:
    assert [each.owner for each in read_registry("cidr,name\n10.1.0.0/16,Dublin\n10.2.0.0/24,\n", "f")] == [
        "Dublin",
        "10.2.0.0/24",
    ]


def test_a_plan_exported_is_a_registry() -> None:
    text = "name,zone,tier,block,first,last\npublic-a,eu-west-1a,public,10.20.0.0/24,10.20.0.0,10.20.0.255\n"
    assert blocks(text) == ["10.20.0.0/24"]


def test_ranges_become_aligned_blocks() -> None:
    assert blocks("10.0.0.1-10.0.0.6") == ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32"]
    assert blocks("10.0.5.7/16\n2001:db8::/48") == ["10.0.0.0/16", "2001:db8::/48"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10.1.0.0/16\nnonsense\n10.0.0.0/99\n", ["in-use:2:1: `nonsense` is no range", "in-use:3:1: `10.0.0.0/99`"]),
        ("cidr,name\n,Dublin\n", ["in-use:2:1: `` is no range"]),
        ('["10.1.0.0/16", 7]', ["in-use:/1: `7` is no range"]),
        ('["10.1.0.0/16"', ["in-use:1:15: this is no JSON"]),
        ("  \n", ["in-use: no range in this file"]),
        ("10.0.0.9-10.0.0.1", ["`10.0.0.9-10.0.0.1` is no range"]),
        ("10.*.1.*", ["`10.*.1.*` is no range"]),
    ],
)
def test_every_line_that_is_no_range_is_told(text: str, words: list[str]) -> None:
    with pytest.raises(DocumentError) as refused:
        read_registry(text, "in-use")
    assert len(refused.value.problems) == len(words)
    for problem, said in zip(refused.value.problems, words, strict=True):
        assert said in str(problem)


@given(st.text(max_size=60))
def test_whatever_stands_in_a_registry_is_read_or_refused(text: str) -> None:
    with suppress(DocumentError):
        assert all(each.block.low % each.block.size == 0 for each in read_registry(text, "f"))


def estate() -> Design:
    """Give three VPCs: one peered, one not, and an on-premises network."""
    return Design(
        vpcs=tuple(Vpc(id=name, region="eu-west-1", cidrs=(cidr,)) for name, cidr in
                   (("a", "10.0.0.0/16"), ("b", "10.1.0.0/16"), ("c", "10.0.0.0/17"))),
        peering_connections=(PeeringConnection(id="ab", requester="a", accepter="b"),),
        on_premises=(OnPremises(id="dublin", cidrs=("10.1.128.0/17",)),),
    )  # fmt: skip


def test_each_neighbour_has_its_kind_and_consequence() -> None:
    around = {each.owner: each for each in neighbours(estate(), "a")}
    assert {name: each.kind for name, each in around.items()} == {"b": "peer", "c": "vpc", "dublin": "on-premises"}
    assert len({each.consequence for each in around.values()}) == 3


def test_a_collision_tells_the_shared_part() -> None:
    met = list(overlaps([block("10.1.0.0/16")], neighbours(estate(), "b")))
    assert [(str(each.shared), each.with_.owner) for each in met] == [("10.1.128.0/17", "dublin")]


def test_neighbours_on_one_transit_gateway_are_told_apart() -> None:
    found = {each.kind for each in neighbours(load_layout("transit-gateway-hub-and-spoke"), "spoke-a")}
    names = {vpc.id for vpc in load_layout("transit-gateway-hub-and-spoke").vpcs}
    assert "spoke-a" not in names or "transit-gateway" in found


@pytest.mark.parametrize("cidr", ["172.17.0.0/16", "10.96.0.0/16", "10.100.0.0/16", "172.20.0.0/20", "172.31.0.0/16"])
def test_well_known_collisions_are_told(cidr: str) -> None:
    assert any(each.with_.consequence for each in overlaps([block(cidr)], well_known()))


def test_the_nearest_free_block_is_named() -> None:
    assert str(free_near(block("10.1.0.0/16"), neighbours(estate()))) == "10.2.0.0/16"
    assert free_near(block("11.0.0.0/16"), ()) is None


members = st.sets(st.integers(0, 15), min_size=1, max_size=10)


@given(members, members)
def test_a_cover_is_the_fewest_blocks_that_meet_nobody_else(mine: set[int], theirs: set[int]) -> None:
    own, others = [Block(low, 0) for low in sorted(mine)], [Block(low, 0) for low in sorted(theirs - mine)]
    found = cover([Block(0, 4)], own, others)
    assert all(any(each.holds(one) for each in found) for one in own)
    assert not any(each.meets(other) for each in found for other in others)
    candidates = [
        each for height in range(5) for each in Block(0, 4).parts(height) if not any(each.meets(o) for o in others)
    ]
    for count in range(1, len(found)):
        assert not any(
            all(any(each.holds(one) for each in chosen) for one in own) for chosen in combinations(candidates, count)
        )
    assert covers([Block(0, 4)], {"mine": own, **({"theirs": others} if others else {})})["mine"] == found


@given(members)
def test_an_exact_summary_is_the_same_addresses_in_fewer_blocks(mine: set[int]) -> None:
    found = exact([Block((10 << 24) + low, 0) for low in mine])
    assert {low & 15 for each in found for low in range(each.low, each.high + 1)} == mine
    assert not any(each.buddy in found for each in found)
