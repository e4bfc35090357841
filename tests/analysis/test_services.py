"""What a service selector means, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra.intervals import of, union
from vpcdesign.algebra.services import ALL, ICMP, ICMPV6, TCP, UDP, icmp, ports, write
from vpcdesign.analysis.services import parse
from vpcdesign.aws.services import PROTOCOL_NAMES, SERVICE_NAMES
from vpcdesign.errors import QuestionError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tcp/443", ports(TCP, 443, 443)),
        ("TCP/443", ports(TCP, 443, 443)),
        (" tcp/8000-8080 ", ports(TCP, 8000, 8080)),
        ("tcp", ports(TCP)),
        ("6/22", ports(TCP, 22, 22)),
        ("6", ports(TCP)),
        ("icmp", icmp(ICMP, 8, 0)),
        ("icmpv6", icmp(ICMPV6, 128, 0)),
        ("icmp/3/4", icmp(ICMP, 3, 4)),
        ("icmp/3", icmp(ICMP, 3)),
        ("icmp/all", ports(ICMP)),
        ("47", ports(47)),
        ("gre", ports(47)),
        ("https", ports(TCP, 443, 443)),
        ("dns", union(ports(TCP, 53, 53), ports(UDP, 53, 53))),
        ("tcp/443, udp/53", union(ports(TCP, 443, 443), ports(UDP, 53, 53))),
        ("all", ALL),
        ("0-255", ALL),
        ("tcp/0-65535", ports(TCP)),
    ],
)
def test_means(text: str, meant: object) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tcp/80-20", "`tcp/80-20` runs backwards: write tcp/20-80"),
        ("80-20", "`80-20` runs backwards: write 20-80"),
        ("tcp/70000", "`tcp/70000` has port 70000: the highest is 65535"),
        ("udp/65536", "the highest is 65535"),
        ("icmp/256", "the highest is 255"),
        ("htps", "did you mean `https`"),
        ("tpc/443", "did you mean `tcp/443`?"),
        ("443", "for a port write tcp/443 or udp/443"),
        ("9" * 5000, "for a port write"),
        ("", "a service is empty"),
        ("tcp/443,", "a service is empty"),
        ("tcp/", "has no port where one belongs"),
        ("tcp/https", "has no port where one belongs"),
        ("tcp/1-2-3", "has no port where one belongs"),
        ("tcp/٣", "has no port where one belongs"),
        ("47/3", "gives a port to a protocol that has none: write 47"),
        ("any/80", "write tcp/80, udp/80"),
        ("icmp/8-10/3", "write each type on its own"),
    ],
)
def test_refuses(text: str, says: str) -> None:
    with pytest.raises(QuestionError) as refused:
        parse(text)
    assert says in str(refused.value)


def test_tells_all_problems_at_once() -> None:
    with pytest.raises(QuestionError) as refused:
        parse("htps, tcp/443, tcp/9-1")
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("name", [*SERVICE_NAMES, *PROTOCOL_NAMES])
def test_every_name_is_read(name: str) -> None:
    assert parse(name)


_RANGES = st.tuples(st.sampled_from(["tcp", "udp"]), st.integers(0, 65535), st.integers(0, 65535))


@given(st.lists(_RANGES, min_size=1, max_size=5))
def test_reads_what_is_written(ranges: list[tuple[str, int, int]]) -> None:
    number = {"tcp": TCP, "udp": UDP}
    meant = of(pair for name, a, b in ranges for pair in ports(number[name], min(a, b), max(a, b)))
    assert parse(write(meant, most=99)) == meant


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = parse(text)
    except QuestionError:
        return
    assert found
