"""What every noun of a design has in common, and the texts that nouns are made of.

Models are frozen and strict: behind the door a design never changes and nothing is converted silently. Blocks are kept
as the text that AWS would show: host bits are cut off, as AWS does (UG: VPC CIDR blocks).
"""

import re
from ipaddress import ip_address, ip_network
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from vpcdesign.design.words import quoted

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
IP4 = rf"^{_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}$"
"""The only way to write an IPv4 address."""
PLAIN_IP4 = re.compile(IP4)
"""The same; `ip_address` takes ten times as long to find that nothing is wrong."""


_NUMBER = r"(0|[1-9][0-9]{0,2})"
PLAIN_BLOCK = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}\.{_NUMBER}/([12]?[0-9]|3[0-2])")


def block_of(text: str) -> str:
    """Give a block as AWS would show it; ValueError when it is none.

    A document holds hundreds of thousands of IPv4 blocks, nearly all of them as AWS shows them already.
    """
    found = PLAIN_BLOCK.fullmatch(text)
    if found is not None:
        a, b, c, d, length = map(int, found.groups())
        if a | b | c | d < 256 and not (a << 24 | b << 16 | c << 8 | d) & (0xFFFFFFFF >> length):
            return text
    return str(ip_network(text, strict=False))


def _cidr(text: str) -> str:
    try:
        return block_of(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56") from None


def _cidr4(text: str) -> str:
    found = _cidr(text)
    if ":" in found:
        raise ValueError(f"{quoted(text)} is an IPv6 block where an IPv4 block belongs")
    return found


def _cidr6(text: str) -> str:
    found = _cidr(text)
    if ":" not in found:
        raise ValueError(f"{quoted(text)} is an IPv4 block where an IPv6 block belongs")
    return found


def _ip4(text: str) -> str:
    if PLAIN_IP4.fullmatch(text):
        return text
    try:
        found = ip_address(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} is no IPv4 address") from None
    if found.version != 4:
        raise ValueError(f"{quoted(text)} is an IPv6 address where an IPv4 address belongs")
    return str(found)


def why_no_ip4(text: str) -> str:
    """Say what is wrong with a text that is no IPv4 address."""
    try:
        _ip4(text)
    except ValueError as error:
        return str(error)
    raise AssertionError(f"{text} is an IPv4 address")


class _Ip4(AfterValidator):
    """Judges an IPv4 address; of those in a document, where there are many thousands, pydantic's own parser does."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Match its form in JSON, where `formats` says what is wrong (`why_no_ip4`), and read it anywhere else."""
        judged = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.json_or_python_schema(core_schema.str_schema(pattern=IP4), judged)


def _ip6(text: str) -> str:
    try:
        found = ip_address(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} is no IPv6 address") from None
    if found.version != 6:
        raise ValueError(f"{quoted(text)} is an IPv4 address where an IPv6 address belongs")
    return str(found)


def _public(text: str) -> str:
    return text if text == AUTO else _ip4(text)


AUTO = "auto"
"""A public address that AWS has yet to assign."""

Cidr = Annotated[str, AfterValidator(_cidr)]
Cidr4 = Annotated[str, AfterValidator(_cidr4)]
Cidr6 = Annotated[str, AfterValidator(_cidr6)]
Ip4 = Annotated[str, _Ip4(_ip4)]
Ip6 = Annotated[str, AfterValidator(_ip6)]
PublicIp = Annotated[str, AfterValidator(_public)]
Id = Annotated[str, Field(min_length=1, max_length=512)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Model(BaseModel):
    """A part of a design: frozen, strict, unknown keys refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class _Untagged(dict[str, str]):
    """No tags. It has a hash, so every noun gets this one; of a plain `{}` each would get a copy, which costs a lot."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Stand in a JSON schema as the dictionary that it is."""
        del source
        return handler.generate_schema(dict[str, str])


class Noun(Model):
    """A resource: an id that is unique in the design, and what people say of it."""

    id: Id
    name: str | None = None
    tags: dict[str, str] = _Untagged()
    note: str | None = None
