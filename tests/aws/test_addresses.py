"""Blocks are blocks, and what is called not global holds exactly what the registries say."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra.addresses import ALL_V4, address, blocks
from vpcdesign.algebra.intervals import contains, difference, size
from vpcdesign.aws import addresses as facts

NOT_GLOBAL = blocks(facts.NOT_GLOBAL)


@pytest.mark.parametrize(
    "cidr", sorted({*facts.NOT_GLOBAL, *facts.RFC1918, *facts.RFC6598, *facts.FORBIDDEN_IN_VPC, *facts.NOT_ROUTABLE})
)
def test_every_block_is_canonical(cidr: str) -> None:
    assert str(ip_network(cidr)) == cidr


@given(st.ip_addresses(v=4))
def test_python_knows_the_same_registry(found: object) -> None:
    python = ip_address(str(found))
    ours = not contains(NOT_GLOBAL, address(str(found)))
    if ours:  # Python also calls a few single anycast addresses of 192.0.0.0/24 global
        assert python.is_global
        assert not python.is_multicast


@pytest.mark.parametrize("text", ["8.8.8.8", "52.95.0.1", "198.17.255.255", "2600:1f00::1", "2a05:d018::1"])
def test_the_internet_is_there(text: str) -> None:
    assert not contains(NOT_GLOBAL, address(text))


@pytest.mark.parametrize(
    "text",
    [
        *("10.1.2.3", "100.64.0.1", "169.254.169.254", "203.0.113.9", "224.0.0.1", "255.255.255.255"),
        *("::1", "64:ff9b::808:808", "fd00:ec2::253", "fe80::1", "ff02::1", "2001:db8::1", "2002:808:808::1"),
    ],
)
def test_what_is_set_aside_is_not_the_internet(text: str) -> None:
    assert contains(NOT_GLOBAL, address(text))


def test_most_of_ipv4_is_the_internet() -> None:
    assert 3_600_000_000 < size(difference(ALL_V4, NOT_GLOBAL)) < 3_750_000_000


def test_link_local_services_are_link_local_or_amazons_own() -> None:
    amazon = blocks(["169.254.0.0/16", "fd00:ec2::/32"])
    for service in facts.LINK_LOCAL_SERVICES:
        assert all(contains(amazon, address(text)) for text in service.addresses)
        assert service.source
    assert facts.DNS_SERVICE.name == "Amazon DNS"
