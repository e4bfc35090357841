"""Which line decides: examples as people meet them, and laws held against trying every packet of a small world."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra.addresses import address
from vpcdesign.algebra.intervals import contains
from vpcdesign.analysis.lines.spaces import Sight, of_acl_rule
from vpcdesign.analysis.lines.standing import IMPLIED, Standing, of_acl, of_group
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, IngressRule, SecurityGroup
from vpcdesign.design.routing import PrefixList
from vpcdesign.design.vpcs import Vpc

GROUPS = ("sg-a", "sg-b")
DESIGN = Design(
    vpcs=(Vpc(id="v", region="eu-west-1", cidrs=("10.0.0.0/16",)),),
    security_groups=tuple(SecurityGroup(id=one, vpc="v") for one in GROUPS),
    prefix_lists=(
        PrefixList(id="pl-offices", cidrs=("192.168.0.0/24", "192.168.2.0/24")),
        PrefixList(id="pl-unseen", service="com.amazonaws.eu-west-1.s3"),
    ),
)
SIGHT = Sight(DESIGN)


def rule(number: int, cidr: str, ports: str | None = None, action: str = "allow", protocol: str = "tcp") -> AclRule:
    return AclRule.model_validate(
        {"rule": number, "cidr": cidr, "ports": ports, "action": action, "protocol": protocol}
    )


def line(source: str, ports: str | None = None, protocol: str = "tcp") -> IngressRule:
    return IngressRule(source=source, ports=ports, protocol=protocol)


def acl_marks(*rules: AclRule) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.kind, one.by) for one in of_acl(rules)]


def group_marks(*lines: IngressRule) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.kind, one.by) for one in of_group(lines, SIGHT)]


def test_a_rule_behind_a_wider_one_never_decides() -> None:
    found = of_acl(
        [
            rule(100, "0.0.0.0/0", "443"),
            rule(110, "0.0.0.0/0", "22"),
            rule(120, "0.0.0.0/0", "1024-65535"),
            rule(130, "10.20.64.0/18", "443"),
        ]
    )
    assert found[3] == Standing("shadowed", (0,), agree=True)
    assert [one.idle for one in found] == [False, False, False, True]


def test_the_numbers_decide_and_not_the_order_of_the_document() -> None:
    assert acl_marks(rule(200, "10.0.0.0/24", "443", "deny"), rule(100, "10.0.0.0/8", "443")) == [
        ("shadowed", (1,)),
        ("decides", ()),
    ]


def test_a_deny_that_an_allow_shadows_disagrees() -> None:
    found = of_acl([rule(100, "0.0.0.0/0", "443"), rule(110, "198.51.100.0/24", "443", "deny")])
    assert found[1] == Standing("shadowed", (0,), agree=False)


def test_several_rules_shadow_one_together() -> None:
    assert acl_marks(rule(100, "10.0.0.0/9"), rule(110, "10.128.0.0/9", None, "deny"), rule(120, "10.0.0.0/8", "80"))[
        2
    ] == ("shadowed", (0, 1))
    assert acl_marks(rule(100, "10.0.0.0/8", "80"), rule(110, "10.0.0.0/8", "81"), rule(120, "10.0.0.0/8", "80-82"))[
        2
    ] == ("decides", ())


def test_a_rule_that_a_later_one_repeats_is_redundant_but_only_one_of_two_equals_is_marked() -> None:
    assert acl_marks(rule(100, "10.0.0.0/24", "443"), rule(110, "10.0.0.0/8", "443")) == [
        ("redundant", (1,)),
        ("decides", ()),
    ]
    assert acl_marks(rule(100, "10.0.0.0/24", "443"), rule(110, "10.0.0.0/24", "443")) == [
        ("decides", ()),
        ("shadowed", (0,)),
    ]


def test_a_deny_at_the_end_does_what_the_last_rule_does_anyway() -> None:
    found = of_acl([rule(100, "10.0.0.0/8", "443"), rule(200, "0.0.0.0/0", None, "deny", "all")])
    assert found[1] == Standing("redundant", (IMPLIED,))
    assert not of_acl([rule(100, "10.0.0.0/24", None, "deny"), rule(110, "10.0.0.0/8")])[0].idle


def test_families_and_protocols_do_not_shadow_each_other() -> None:
    found = of_acl(
        [
            rule(100, "0.0.0.0/0", None, "allow", "all"),
            rule(110, "::/0", "443"),
            rule(120, "::/0", "443", "allow", "udp"),
            rule(130, "10.0.0.0/8", None, "allow", "icmp"),
        ]
    )
    assert [one.idle for one in found] == [False, False, False, True]


def test_a_line_inside_another_is_redundant() -> None:
    assert group_marks(line("192.168.0.0/16", "22"), line("sg-a", "22"), line("192.168.10.0/24", "22")) == [
        ("decides", ()),
        ("decides", ()),
        ("redundant", (0,)),
    ]
    assert group_marks(line("192.168.10.0/24", "22"), line("192.168.0.0/16", "0-1023"))[0] == ("redundant", (1,))


def test_lines_cover_one_together() -> None:
    assert group_marks(line("10.1.0.0/17"), line("10.1.128.0/17"), line("10.1.7.0/24", "80")) == [
        ("decides", ()),
        ("decides", ()),
        ("redundant", (0,)),
    ]
    assert group_marks(line("10.1.0.0/17"), line("10.1.128.0/17"), line("10.1.0.0/16", "80"))[2] == (
        "redundant",
        (0, 1),
    )


def test_a_reference_covers_only_itself_and_a_block_of_its_whole_vpc_covers_it() -> None:
    assert group_marks(line("sg-a"), line("sg-a", "22"), line("sg-b", "22")) == [
        ("decides", ()),
        ("redundant", (0,)),
        ("decides", ()),
    ]
    assert group_marks(line("sg-a", "22"), line("10.0.0.0/16", "22"))[0] == ("redundant", (1,))
    assert group_marks(line("sg-a", "22"), line("10.0.0.0/17", "22"))[0] == ("decides", ())


def test_prefix_lists_count_with_their_entries_and_unseen_ones_by_their_name() -> None:
    assert group_marks(line("pl-offices", "22"), line("192.168.2.0/25", "22"))[1] == ("redundant", (0,))
    assert group_marks(line("192.168.0.0/22", "22"), line("pl-offices", "22"))[1] == ("redundant", (0,))
    assert group_marks(line("pl-unseen", "443"), line("pl-unseen", "443"), line("3.5.0.0/16", "443")) == [
        ("decides", ()),
        ("redundant", (0,)),
        ("decides", ()),
    ]


def test_a_stale_line_matches_nothing() -> None:
    assert of_group([IngressRule(source="sg-gone", stale=True)], SIGHT) == [Standing("empty")]


# --- laws -----------------------------------------------------------------------------------------------------------

CIDRS = st.sampled_from(["10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31", "10.0.0.1/32", "10.0.0.0/16", "fd00::/127"])
PORTS = st.sampled_from([None, "1-4", "1-2", "3-4", "2-3", "2"])
PROTOCOLS = st.sampled_from(["tcp", "tcp", "udp", "all"])
PLACES = [address(text) for text in ("10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.9.9", "fd00::1")]
ASKED = [protocol << 16 | port for protocol, port in product((6, 17), range(6))] + [47 << 16]


@st.composite
def lists(draw: st.DrawFn) -> list[AclRule]:
    count = draw(st.integers(1, 6))
    numbers = draw(st.permutations(range(1, count + 1)))
    found = []
    for number in numbers:
        protocol = draw(PROTOCOLS)
        ports = None if protocol == "all" else draw(PORTS)
        found.append(rule(number, draw(CIDRS), ports, draw(st.sampled_from(["allow", "deny"])), protocol))
    return found


def decider(rules: list[AclRule], place: int, asked: int) -> AclRule | None:
    for one in sorted(rules, key=lambda each: each.rule):
        addresses, services = of_acl_rule(one)
        if contains(addresses, place) and contains(services, asked):
            return one
    return None


def acts(rules: list[AclRule]) -> list[str]:
    met = (decider(rules, place, asked) for place, asked in product(PLACES, ASKED))
    return [one.action if one else "deny" for one in met]


@given(lists())
def test_shadowed_is_who_never_decides_and_by_are_those_who_decide_instead(rules: list[AclRule]) -> None:
    deciding = {id(one) for place, asked in product(PLACES, ASKED) if (one := decider(rules, place, asked))}
    for one, standing in zip(rules, of_acl(rules), strict=True):
        assert (standing.kind == "shadowed") == (id(one) not in deciding)
        if standing.kind == "shadowed":
            addresses, services = of_acl_rule(one)
            instead = {
                id(decider(rules, place, asked))
                for place, asked in product(PLACES, ASKED)
                if contains(addresses, place) and contains(services, asked)
            }
            assert instead == {id(rules[place]) for place in standing.by}


@given(lists())
def test_without_every_marked_rule_the_list_is_the_same_and_no_rule_more_can_go(rules: list[AclRule]) -> None:
    kept = [one for one, standing in zip(rules, of_acl(rules), strict=True) if not standing.idle]
    assert acts(kept) == acts(rules)
    for one in kept:
        assert acts([other for other in kept if other is not one]) != acts(kept)


SOURCES = st.sampled_from([*GROUPS, "10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31", "10.0.0.0/16", "fd00::/127"])


def admitted(lines: list[IngressRule]) -> set[tuple[str, int, int]]:
    found = set()
    for space in map(SIGHT.of_line, lines):
        for mark, place, asked in product(("", *GROUPS), PLACES, ASKED):
            if contains(space.box[0], place) and contains(space.box[1], asked) and space.mark in {"", mark}:
                found.add((mark, place, asked))
    return found


@given(st.lists(st.builds(line, SOURCES, PORTS), min_size=1, max_size=6))
def test_without_every_marked_line_a_group_admits_the_same_and_no_line_more_can_go(lines: list[IngressRule]) -> None:
    kept = [one for one, standing in zip(lines, of_group(lines, SIGHT), strict=True) if not standing.idle]
    assert admitted(kept) == admitted(lines)
    for one in kept:
        assert admitted([other for other in kept if other is not one]) != admitted(kept)


@given(st.lists(st.builds(line, SOURCES, PORTS), min_size=1, max_size=6))
def test_those_who_are_named_cover_the_line(lines: list[IngressRule]) -> None:
    for place, standing in enumerate(of_group(lines, SIGHT)):
        if standing.idle:
            assert place not in standing.by
            assert admitted([lines[place]]) <= admitted([lines[one] for one in standing.by])
