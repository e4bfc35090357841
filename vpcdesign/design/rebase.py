"""A design moved to another block of addresses and another region: every address, zone and service name with it.

The whole document is moved as text, prose included, so that a note still speaks of the design it stands in; what held
before holds after, because every address keeps its place within the block. What would break that is refused: a block of
another size, a wider block (a route, a rule) that would not hold the new addresses, and a block that is in use.
"""

import json
import re
from collections.abc import Callable
from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import TypeAlias

from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, QuestionError

Move: TypeAlias = Callable[[str], str]

_ADDRESS = re.compile(r"(?<![\w.:/])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w/]|\.\d)")
_REGION = re.compile(r"[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}")


def rebase(design: Design, cidr: str | None = None, region: str | None = None) -> Design:
    """Move a design's primary block (the first block of its first VPC) to `cidr`, and that VPC's region to `region`.

    QuestionError tells every reason why it cannot be moved there.
    """
    if not design.vpcs:
        raise QuestionError("the design has no VPC, so there is no block to move")
    moves: list[Move] = []
    problems: list[str] = []
    if cidr is not None:
        moves.append(_to_block(design, IPv4Network(design.vpcs[0].cidrs[0]), cidr, problems))
    if region is not None:
        moves.append(_to_region(design.vpcs[0].region, region, problems))
    document: object = json.loads(design.model_dump_json(by_alias=True, exclude_unset=True))
    for move in moves:
        document = _each_text(document, move)
    if problems:
        raise QuestionError(Problem(problem) for problem in dict.fromkeys(problems))
    moved = Design.model_validate_json(json.dumps(document))
    return moved if region in {None, design.vpcs[0].region} else _without_zone_ids(moved)


def _to_block(design: Design, old: IPv4Network, text: str, problems: list[str]) -> Move:
    try:
        new = IPv4Network(text)
    except (AddressValueError, NetmaskValueError, ValueError):
        raise QuestionError(f"`{text}` is no IPv4 block: write it as 10.0.0.0/{old.prefixlen}") from None
    if new.prefixlen != old.prefixlen:
        raise QuestionError(
            f"`{text}` is a /{new.prefixlen}, and {design.name} is drawn in a /{old.prefixlen}: give one"
        )
    up = int(new.network_address) - int(old.network_address)

    def move(found: re.Match[str]) -> str:
        try:
            block = IPv4Network(found[0], strict=False)
        except ValueError:
            return found[0]
        if block.subnet_of(old):
            address, slash, length = found[0].partition("/")
            return f"{_plus(address, up)}{slash}{length}"
        if block.overlaps(old) and not new.subnet_of(block):
            problems.append(f"{found[0]} covers {old}, and would not cover {new}: choose a block inside {found[0]}")
        elif block.overlaps(new) and not block.supernet_of(old):
            problems.append(f"{new} overlaps {found[0]}, which the design uses for something else")
        return found[0]

    return lambda words: _ADDRESS.sub(move, words)


def _plus(address: str, up: int) -> str:
    return str(IPv4Network(address).network_address + up)


def _to_region(old: str, new: str, problems: list[str]) -> Move:
    if not _REGION.fullmatch(new):
        problems.append(f"`{new}` is no region: write it as eu-west-1")
    here = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\d-]|[a-z]{{2}})")
    return lambda words: here.sub(new, words)


def _each_text(value: object, move: Move) -> object:
    if isinstance(value, str):
        return move(value)
    if isinstance(value, list):
        return [_each_text(item, move) for item in value]
    if isinstance(value, dict):
        return {key: _each_text(item, move) for key, item in value.items()}
    return value


def _without_zone_ids(design: Design) -> Design:
    """Drop zone ids: which zone of another region a letter stands for differs by account (UG: AZ IDs)."""
    subnets = tuple(subnet.model_copy(update={"az_id": None}) for subnet in design.subnets)
    return design.model_copy(update={"subnets": subnets})
