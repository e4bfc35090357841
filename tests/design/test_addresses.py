"""IPv4 addresses: matched in a document and read anywhere else, and both take the same ones."""

import json
from functools import partial
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.errors import DocumentError
from vpcdesign.formats.native.read import read

NUMBERS = st.one_of(st.integers(0, 300).map(str), st.sampled_from(["", "00", "01", "٣", "1e1", "+1", " 1"]))
TEXTS = st.one_of(
    st.ip_addresses().map(str),
    st.lists(NUMBERS, min_size=3, max_size=5).map(".".join),
    st.text(alphabet="0123456789.:\n ", max_size=16),
)


@given(TEXTS)
def test_both_ways_take_what_is_an_address(text: str) -> None:
    said = {"id": "web", "subnet": "private", "private_ip": text}
    try:
        taken = str(IPv4Address(text)) == text
    except ValueError:
        taken = False
    written = json.dumps(said)
    judged = partial(NetworkInterface.model_validate, said), partial(NetworkInterface.model_validate_json, written)
    for judge in judged:
        try:
            assert judge().private_ip == text
        except ValidationError:
            assert not taken
        else:
            assert taken


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10.0.0.300", "`10.0.0.300` is no IPv4 address"),
        ("10.0.0.4\n", "`10.0.0.4\\n` is no IPv4 address"),
        ("2001:db8::4", "`2001:db8::4` is an IPv6 address where an IPv4 address belongs"),
    ],
)
def test_what_is_none_is_told(text: str, words: str) -> None:
    document = {"vpcdesign": 1, "network_interfaces": [{"id": "web", "subnet": "private", "private_ip": text}]}
    with pytest.raises(DocumentError) as refused:
        read(json.dumps(document))
    assert [(each.message, each.pointer) for each in refused.value.problems] == [
        (words, "/network_interfaces/0/private_ip")
    ]
