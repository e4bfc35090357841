"""Names of services stand for services that can be read."""

import re

import pytest

from vpcdesign.aws.services import PROTOCOL_NAMES, SERVICE_NAMES, service_word

ONE = re.compile(r"(?:(tcp|udp)/(\d+)(?:-(\d+))?|icmp/\d+|icmpv6/\d+|(\d+))\Z")


@pytest.mark.parametrize("name", SERVICE_NAMES)
def test_a_name_stands_for_protocols_and_ports(name: str) -> None:
    assert name == name.lower()
    assert name not in PROTOCOL_NAMES
    for part in SERVICE_NAMES[name].split(","):
        found = ONE.match(part)
        assert found, part
        if found[2]:
            assert 0 < int(found[2]) <= int(found[3] or found[2]) <= 65535


def test_the_names_that_everybody_writes() -> None:
    assert SERVICE_NAMES["https"] == "tcp/443"
    assert SERVICE_NAMES["dns"] == "tcp/53,udp/53"
    assert SERVICE_NAMES["postgres"] == "tcp/5432"


@pytest.mark.parametrize("service", ["s3", "com.amazonaws.eu-west-1.s3"])
def test_a_service_is_called_by_its_last_word(service: str) -> None:
    assert service_word(service) == "s3"
