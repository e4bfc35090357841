"""Addresses of both families on one axis, and services as people write them."""

from collections.abc import Callable
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra import addresses, intervals, services

BLOCKS = st.builds(
    lambda value, length: str(ip_network((value, length), strict=False)), st.integers(0, 2**32 - 1), st.integers(0, 32)
) | st.builds(
    lambda value, length: str(ip_network((value, length), strict=False)),
    st.integers(2**64, 2**128 - 1),
    st.integers(0, 128),
)


@given(BLOCKS)
def test_a_block_comes_back_as_itself(text: str) -> None:
    found = addresses.block(text)
    assert [str(n) for n in addresses.to_networks(found)] == [text]
    assert intervals.size(found) == ip_network(text).num_addresses


@given(BLOCKS, BLOCKS)
def test_families_never_meet_and_blocks_nest(one: str, two: str) -> None:
    a, b = addresses.block(one), addresses.block(two)
    if ip_network(one).version != ip_network(two).version:
        assert not intervals.overlap(a, b)
    elif intervals.overlap(a, b):
        assert intervals.subset(a, b) or intervals.subset(b, a)


def test_the_rest_of_the_world_has_a_name() -> None:
    rest = intervals.difference(addresses.ALL_V4, addresses.blocks(["10.0.0.0/8", "192.168.0.0/16", "3.5.64.0/21"]))
    assert addresses.write_set(rest, 1) == "the internet"
    assert addresses.write_set(addresses.ALL_V4, 1) == "0.0.0.0/0"
    assert addresses.write_set(addresses.blocks(["10.0.0.0/8", "12.0.0.0/8"]), 1) == "10.0.0.0/8 and 1 more"


def test_host_bits_are_cut_off() -> None:
    assert addresses.block("100.68.0.18/18") == addresses.block("100.68.0.0/18")


@pytest.mark.parametrize("text", ["10.0.0.1", "1.0.0.0", "255.255.255.255", "::1", "2001:db8::9"])
def test_an_address_is_written_as_it_was_read(text: str) -> None:
    assert addresses.write(addresses.address(text)) == text


ODD = ["", " 1", "1.2.3", "1.2.3.4.5", "1.2.3.04", "1.2.3.256", "::1", "::ffff:1.2.3.4", "::ffff:1.2.3.9"]
ODD += ["fe80::1%a.5", "fe80::1%a.6", "auto"]
NEAR = st.builds(lambda third, last: f"10.0.{third}.{last}", st.integers(0, 3), st.integers(0, 300))


@given(st.lists(st.sampled_from(ODD) | NEAR))
def test_many_are_read_as_one_is(texts: list[str]) -> None:
    def said(read: Callable[[str], int], text: str) -> int | str:
        try:
            return read(text)
        except ValueError as error:
            return str(error)

    read = addresses.reader()
    assert [said(read, text) for text in texts] == [said(addresses.address, text) for text in texts]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (services.ALL, "all"),
        (services.ports(6, 443, 443), "tcp/443"),
        (services.ports(17, 1, 9), "udp/1-9"),
        (services.ports(6), "tcp"),
        (services.icmp(1, 3, 4), "icmp/3/4"),
        (services.icmp(1, 8), "icmp/8"),
        (services.icmp(1), "icmp/all"),
        (((1 << 16, 6 << 16 | 9),), "1-5, tcp/0-9"),
        (((0, (2 << 16) - 1),), "0-1"),
        (((1 << 16 | 5, (3 << 16) - 1),), "icmp/0/5-255/255, 2"),
        (services.ports(47), "47"),
        (services.icmp(58, 128), "icmpv6/128"),
        (((0, 6 << 16 | 442),), "0-5, tcp/0-442"),
        (((6 << 16 | 444, 8 << 16 | 65535),), "tcp/444-65535, 7-8"),
        (((6 << 16 | 9, 8 << 16 | 3),), "tcp/9-65535, 7, 8"),
    ],
)
def test_services_are_written_as_selectors_read_them(found: intervals.Intervals, text: str) -> None:
    assert services.write(found) == text


def test_families_of_protocols_part_the_axis() -> None:
    whole: intervals.Intervals = ()
    for part in services.FAMILIES.values():
        assert not intervals.overlap(whole, part)
        whole = intervals.union(whole, part)
    assert whole == services.ALL
