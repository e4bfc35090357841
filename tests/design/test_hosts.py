"""Interfaces that say no more of themselves than nearly all: whoever reads only those that say more misses nothing."""

from pathlib import Path

import pytest

from vpcdesign.design.hosts import COMMON, NetworkInterface, SecondaryAddress, uncommon
from vpcdesign.formats.native.read import read

LAYOUTS = sorted((Path(__file__).parents[2] / "layouts").glob("*.json"))
PLAIN = NetworkInterface(id="a", subnet="s", private_ip="10.0.0.5", security_groups=("web",), name="n", tags={"a": "b"})
MORE = {
    "instance": "i",
    "kind": "lambda",
    "public_ip": "auto",
    "secondary_ips": (SecondaryAddress(private_ip="10.0.0.6"),),
    "ipv6_addresses": ("2001:db8::5",),
    "ipv6": True,
    "prefixes": ("10.0.0.16/28",),
    "source_dest_check": False,
    "deny_igw_traffic": True,
    "attached": False,
    "appliance": "nat",
    "client_ports": ((1024, 2048),),
    "count": 2,
}


def test_every_field_is_common_or_makes_uncommon() -> None:
    assert COMMON | set(MORE) == set(NetworkInterface.model_fields)


@pytest.mark.parametrize("field", sorted(MORE))
def test_whoever_says_more_is_uncommon(field: str) -> None:
    written = NetworkInterface(id="b", subnet="s", **{field: MORE[field]})  # type: ignore[arg-type]
    edited = PLAIN.model_copy(update={field: MORE[field]})
    assert list(uncommon([PLAIN, written, PLAIN, edited])) == [(1, written), (3, edited)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_the_others_have_defaults(layout: Path) -> None:
    interfaces = read(layout.read_text()).network_interfaces
    more = {one.id for _, one in uncommon(interfaces)}
    fields = NetworkInterface.model_fields
    assert all(getattr(one, name) == fields[name].default for one in interfaces if one.id not in more for name in MORE)
