"""What people ask for, read: sizes (`/24`, `500`, `25%`), tiers (`app:500:private`), zones (`3`, or `a,b,c`).

Every word is judged here, once, with the nearest thing that works; behind this door a size is one that AWS takes.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.aws.blocks import SUBNET_IPV4_PREFIXES, VPC_IPV4_PREFIXES
from vpcdesign.design.words import nearest, one_of, quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.blocks import height_for

WayOut: TypeAlias = Literal["public", "private", "isolated"]
WAYS_OUT: tuple[WayOut, ...] = ("public", "private", "isolated")
"""A route to an internet gateway; another way out; only local routes."""
WORDS = (*WAYS_OUT, "once", "pods")

MOST_ZONES = 6
"""No Region has more zones (Regions and AZs); every one has three at least."""

SMALLEST, LARGEST = 32 - SUBNET_IPV4_PREFIXES[-1], 32 - SUBNET_IPV4_PREFIXES[0]
"""Heights that a subnet's IPv4 block may have (UG: subnet CIDR blocks)."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_ZONE = re.compile(r"([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})?([a-z])")
_REGION = re.compile(r"[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}")


@dataclass(frozen=True, slots=True)
class Size:
    """A size as it was written: the length of a prefix, a number of hosts, or a share of the rest."""

    kind: Literal["prefix", "hosts", "share"]
    number: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier: a subnet of that size in each zone, or one in all (`once`); `pods` live in 100.64.0.0/10."""

    name: str
    size: Size
    way_out: WayOut = "private"
    once: bool = False
    pods: bool = False


@dataclass(frozen=True, slots=True)
class WantedVpc:
    """A VPC: with a size, where several share a block; in a Region, where there are several."""

    name: str
    size: Size | None = None
    region: str | None = None


def read_size(text: str) -> Size:
    """Read `/24`, `500` or `25%`."""
    digits = text.replace(",", "").replace("_", "")
    if re.fullmatch(r"/\d{1,3}", text):
        return Size("prefix", Fraction(text[1:]), text)
    if re.fullmatch(r"\d{1,40}", digits) and int(digits):
        return Size("hosts", Fraction(digits), text)
    if re.fullmatch(r"\d{1,3}(\.\d{1,9})?%", text) and 0 < Fraction(text[:-1]) <= 100:
        return Size("share", Fraction(text[:-1]) / 100, text)
    if text.endswith("%"):
        raise PlanError(f"{quoted(text)} is no share: it is more than 0% and at most 100%")
    raise PlanError(f"{quoted(text)} is no size: write /24 (a prefix), 500 (hosts) or 25% (of the rest)")


def read_tier(text: str, default: Size | None = None) -> Tier:
    """Read `NAME:SIZE`, with `public`, `private`, `isolated`, `once` or `pods` behind it, in any order.

    A tier that is called public is so where nothing is said, any other is private. `default` is the size of one that
    names none.
    """
    name, size, words = _name_and_size(text, "tier", "app:/24")
    said: list[WayOut] = [way for way in WAYS_OUT if way in words]
    for word in words:
        if word not in WORDS:
            near = nearest(word, WORDS)
            hint = f"did you mean `{near}`?" if near else f"the words are {one_of(WORDS)}"
            raise PlanError(f"{quoted(word)} in {quoted(text)} is no word of a tier: {hint}")
    if len(said) > 1:
        raise PlanError(f"tier {quoted(text)} is {' and '.join(said)}: choose one")
    size = size or default
    if size is None:
        raise PlanError(f"tier {quoted(text)} has no size: write `{name}:/24`, `{name}:500` (hosts) or `{name}:25%`")
    way_out: WayOut = said[0] if said else "public" if name.lower() == "public" else "private"
    if "pods" in words and way_out == "public":
        raise PlanError(
            f"tier {quoted(text)} is public, and internet gateways refuse 100.64.0.0/10: make it private or isolated"
        )
    return Tier(name, size, way_out, "once" in words, "pods" in words)


def read_vpc(text: str) -> WantedVpc:
    """Read `NAME`, `NAME:SIZE` or `NAME:SIZE@REGION`."""
    front, at, region = text.partition("@")
    name, size, words = _name_and_size(front, "VPC", "prod:/16")
    if words:
        raise PlanError(
            f"{quoted(words[0])} in {quoted(text)} is too much: write `{name}:/16` or `{name}:/16@eu-west-1`"
        )
    return WantedVpc(name, size, read_region(region) if at else None)


def read_region(text: str) -> str:
    """Read the name of a Region."""
    if not _REGION.fullmatch(text):
        zone = _ZONE.fullmatch(text)
        hint = f"`{text}` is a zone of it, write `{zone[1]}`" if zone and zone[1] else "write it as eu-west-1"
        raise PlanError(f"{quoted(text)} is no region: {hint}")
    return text


def read_zones(text: str, region: str) -> tuple[str, ...]:
    """Read a number of zones, or their names or letters with commas between."""
    if text.strip().isdecimal():
        count = int(text)
        if not 1 <= count <= MOST_ZONES:
            raise PlanError(
                f"`{count}` zones are too {'many' if count else 'few'}: a region has 1 to {MOST_ZONES} to use"
            )
        return tuple(f"{region}{chr(97 + place)}" for place in range(count))
    zones = tuple(read_zone(part.strip(), region) for part in text.split(","))
    if len(set(zones)) < len(zones):
        raise PlanError(f"{quoted(text)} names a zone twice")
    return zones


def read_zone(text: str, region: str) -> str:
    """Read a zone's name or its letter."""
    if not (found := _ZONE.fullmatch(text)):
        raise PlanError(f"{quoted(text)} is no zone: write a number of zones, or a, b or {region}a")
    if found[1] not in {None, region}:
        raise PlanError(f"{quoted(text)} is not in {region}, where the VPC is: name a zone of that region")
    return f"{region}{found[2]}"


def letter(zone: str) -> str:
    """Give the letter of a zone, or all of its name where it has none (local zones)."""
    found = _ZONE.fullmatch(zone)
    return found[2] if found else zone


def _name_and_size(text: str, what: str, example: str) -> tuple[str, Size | None, list[str]]:
    """Split `NAME:SIZE:word`; a size in front is told with the two the right way round."""
    name, *rest = (part.strip() for part in text.split(":"))
    if name.startswith("/") or name.endswith("%"):
        other = next((part for part in rest if _NAME.fullmatch(part) and part not in WORDS), None)
        meant = f"`{other}:{name}`" if other else f"`{example.partition(':')[0]}:{name}`"
        raise PlanError(f"{quoted(text)} has the size in front: did you mean {meant}?")
    if name.isdecimal() and rest and not _SIZE_START.match(rest[0]):
        raise PlanError(f"{quoted(text)} has the size in front: did you mean `{rest[0]}:{name}`?")
    if not _NAME.fullmatch(name):
        raise PlanError(f"{quoted(text)} is no {what}: write it as `{example}`, a name of letters, digits, - and _")
    words = [part for part in rest if part]
    unknown = [part for part in words if part not in WORDS]
    size = next((part for part in unknown if _SIZE_START.match(part)), unknown[0] if unknown else None)
    if size is not None:
        words.remove(size)
    return name, None if size is None else read_size(size), words


_SIZE_START = re.compile(r"[/\d]")


def subnet_height(size: Size, headroom: Fraction = Fraction(0)) -> int:
    """Give the height of the block of a subnet of that size; hosts count AWS's five addresses and the headroom."""
    if size.kind == "prefix":
        length = int(size.number)
        if length not in SUBNET_IPV4_PREFIXES:
            near, wrong = (28, "smaller") if length > 28 else (16, "larger")
            raise PlanError(f"{quoted(size.text)} is {wrong} than AWS allows for a subnet (/16 to /28): take /{near}")
        return 32 - length
    needed = -(-size.number * (1 + headroom) // 1) + RESERVED_PER_SUBNET
    height = max(height_for(int(needed)), SMALLEST)
    if height > LARGEST:
        most = (1 << LARGEST) - RESERVED_PER_SUBNET
        grown = " with headroom" if headroom else ""
        raise PlanError(
            f"no subnet holds {int(size.number):,} hosts{grown}: the largest, a /16, holds {most:,}; "
            "spread them over more zones or tiers"
        )
    return height


def vpc_height(size: Size, root: int) -> int:
    """Give the height of a VPC's block of that size, where the whole has height `root`."""
    if size.kind == "prefix":
        height = 32 - int(size.number)
    elif size.kind == "hosts":
        height = max(height_for(int(size.number)), SMALLEST)
    else:
        height = int(size.number * (1 << root)).bit_length() - 1
    if 32 - height not in VPC_IPV4_PREFIXES:
        near, wrong = (28, "smaller") if height < SMALLEST else (16, "larger")
        raise PlanError(f"{quoted(size.text)} is {wrong} than AWS allows for a VPC (/16 to /28): take /{near}")
    return height
