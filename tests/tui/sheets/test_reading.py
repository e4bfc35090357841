"""How cells are read: services, blocks, numbers, names; and the sentences for what cannot be."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.analysis.lines.spaces import services
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design.filters import Rule
from vpcdesign.tui.sheets.reading import Taken, Wrong, read_block, read_number, read_one_of
from vpcdesign.tui.sheets.services import ports_shown, ports_text, protocol_text, read_services, spread


@pytest.mark.parametrize(
    ("protocol", "ports", "found"),
    [
        ("tcp", "443", {"protocol": "tcp", "ports": "443"}),
        ("TCP", "8000-8080", {"protocol": "tcp", "ports": "8000-8080"}),
        ("tcp", "8000:8080", {"protocol": "tcp", "ports": "8000-8080"}),
        ("tcp", "22 ssh", {"protocol": "tcp", "ports": "22"}),
        ("tcp", "", {"protocol": "tcp", "ports": None}),
        ("udp", "0-65535", {"protocol": "udp", "ports": None}),
        ("6", "0443", {"protocol": "tcp", "ports": "443"}),
        ("https", "", {"protocol": "tcp", "ports": "443"}),
        ("tcp", "postgres", {"protocol": "tcp", "ports": "5432"}),
        ("tcp/443", "", {"protocol": "tcp", "ports": "443"}),
        ("all", "", {"protocol": "all"}),
        ("All traffic", "All", {"protocol": "all"}),
        ("-1", "", {"protocol": "all"}),
        ("icmp", "", {"protocol": "icmp"}),
        ("icmp", "8", {"protocol": "icmp", "icmp_type": 8}),
        ("icmp", "3/4", {"protocol": "icmp", "icmp_type": 3, "icmp_code": 4}),
        ("icmp", "ping", {"protocol": "icmp", "icmp_type": 8}),
        ("icmpv6", "ping", {"protocol": "icmpv6", "icmp_type": 128}),
        ("ping", "", {"protocol": "icmp", "icmp_type": 8}),
        ("50", "", {"protocol": "50"}),
        ("50 esp", "", {"protocol": "50"}),
    ],
)
def test_services_are_read_as_people_write_them(protocol: str, ports: str, found: dict[str, object]) -> None:
    assert read_services(protocol, ports) == found


@pytest.mark.parametrize(
    ("protocol", "ports", "field", "sentence"),
    [
        ("", "", "protocol", "a protocol is missing: tcp, udp, icmp, all, or a service like https"),
        ("tpc", "80", "protocol", "`tpc` is no protocol; nearest: tcp."),
        ("gre", "", "protocol", "AWS writes gre as its number: 47"),
        ("tcp", "70000", "ports", "`70000` goes past the last port: ports are 0 to 65535"),
        ("tcp", "90-80", "ports", "`90-80` ends before it begins: write 80-90"),
        ("tcp", "htps", "ports", "`htps` is no port and no service; nearest: https."),
        ("all", "80", "ports", "`all` has no ports: choose tcp or udp, or leave the ports empty"),
        ("dns", "", "ports", "`dns` is tcp/53 and udp/53: a line holds one of them"),
        ("icmp", "300", "ports", "`300` is no ICMP type: write a type like 8, or type and code like 3/4"),
        ("icmp", "8/x", "ports", "`8/x` is no ICMP code: write a type like 8, or type and code like 3/4"),
    ],
)
def test_what_no_line_can_hold_is_said_at_its_cell(protocol: str, ports: str, field: str, sentence: str) -> None:
    with pytest.raises(Wrong) as caught:
        read_services(protocol, ports)
    assert (caught.value.field, caught.value.sentence) == (field, sentence)


def test_every_service_of_every_layout_is_read_back_as_it_is_shown() -> None:
    seen = 0
    for name in layout_names():
        design = load_layout(name)
        for group in design.security_groups:
            for rule in (*group.ingress, *group.egress):
                seen += _read_back(rule)
        for acl in design.network_acls:
            for line in (*acl.ingress, *acl.egress):
                seen += _read_back(line)
    assert seen > 100


def _read_back(rule: Rule) -> int:
    found = read_services(protocol_text(rule), ports_text(rule))
    assert services(Rule.model_validate(found)) == services(rule)
    return 1


@given(st.sampled_from(["tcp", "udp"]), st.integers(0, 65535), st.integers(0, 65535))
def test_ports_with_their_names_are_read_back(protocol: str, low: int, high: int) -> None:
    text = str(low) if low == high else f"{min(low, high)}-{max(low, high)}"
    rule = Rule(protocol=protocol, ports=text)
    wanted = None if text == "0-65535" else text
    assert read_services(protocol, ports_shown(rule, 40)) == {"protocol": protocol, "ports": wanted}


def test_the_name_of_a_service_stands_where_there_is_room() -> None:
    assert ports_shown(Rule(protocol="tcp", ports="22"), 9) == "22 ssh"
    assert ports_shown(Rule(protocol="tcp", ports="443"), 9) == "443 https"
    assert ports_shown(Rule(protocol="tcp", ports="5432"), 9) == "5432"
    assert ports_shown(Rule(protocol="tcp"), 9) == "all"
    assert ports_shown(Rule(protocol="all"), 9) == ""
    assert ports_shown(Rule(protocol="icmp", icmp_type=8), 11) == "8 ping"


def test_a_service_fills_both_cells_wherever_it_is_typed() -> None:
    assert spread("protocol", "https", {}) == {"protocol": "tcp", "ports": "443"}
    assert spread("ports", "udp/53", {"protocol": "tcp"}) == {"protocol": "udp", "ports": "53"}
    assert spread("ports", "8443", {"protocol": "tcp"}) == {"ports": "8443"}
    assert spread("protocol", "all", {"ports": "443"}) == {"protocol": "all", "ports": ""}
    assert spread("protocol", "udp", {"ports": "443"}) == {"protocol": "udp"}


def test_blocks_are_taken_as_aws_takes_them_and_that_is_said() -> None:
    cut = "`10.20.3.7/24` is taken as 10.20.3.0/24: the last 8 bits are not part of it."
    assert read_block("10.20.3.7/24") == Taken("10.20.3.0/24", cut)
    assert read_block("10.20.3.0/24") == Taken("10.20.3.0/24")
    assert read_block("10.20.3.7") == Taken("10.20.3.7/32")
    assert read_block("any") == Taken("0.0.0.0/0")
    assert read_block("2001:DB8::/56") == Taken("2001:db8::/56")
    assert read_block("2001:db8::1/64").said == (
        "`2001:db8::1/64` is taken as 2001:db8::/64: the last 64 bits are not part of it."
    )
    assert read_block("::1") == Taken("::1/128")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a block is missing: write it as 10.0.0.0/16, or any"),
        ("10.0.0.0/33", "`10.0.0.0/33` is no CIDR block: the length goes from /0 to /32"),
        ("10.0.300.0/24", "`10.0.300.0/24` is no CIDR block: 300 is more than 255"),
        ("10.0.0/24", "`10.0.0/24` is no CIDR block: an IPv4 address has four numbers, this one 3"),
        ("10.0.0.0/x", "`10.0.0.0/x` is no CIDR block: the length goes from /0 to /32"),
        ("fd00::/200", "`fd00::/200` is no CIDR block: write it as 2001:db8::/56"),
    ],
)
def test_what_is_no_block_is_said_with_what_is_wrong_about_it(text: str, sentence: str) -> None:
    with pytest.raises(Wrong) as caught:
        read_block(text)
    assert caught.value.sentence == sentence


def sentence_of(read: Callable[[], object]) -> str:
    """Read, and give the sentence where that cannot be done."""
    try:
        read()
    except Wrong as wrong:
        return f"{wrong.field} {wrong.sentence}"
    return ""


@given(st.text(max_size=20))
def test_any_text_is_a_block_or_a_sentence(text: str) -> None:
    said = sentence_of(lambda: read_block(text))
    assert said.isprintable()
    if not said:
        assert read_block(read_block(text).value) == Taken(read_block(text).value)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_are_services_or_a_sentence(protocol: str, ports: str) -> None:
    said = sentence_of(lambda: read_services(protocol, ports))
    assert said.isprintable()
    assert not said or said.split(" ")[0] in {"protocol", "ports"}


def test_numbers_and_words_have_their_range() -> None:
    assert read_number(" 120 ", "rule", 1, 32766, "number of a rule") == 120
    with pytest.raises(Wrong, match="40000 is no number of a rule: it goes from 1 to 32766"):
        read_number("40000", "rule", 1, 32766, "number of a rule")
    assert read_one_of("d", "action", ("allow", "deny"), "action") == "deny"
    with pytest.raises(Wrong, match="`perhaps` is no action: allow or deny"):
        read_one_of("perhaps", "action", ("allow", "deny"), "action")
