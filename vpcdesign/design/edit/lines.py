"""Lines of tables: added, removed, moved, renumbered. A table is a list inside a noun, `sg-app#ingress`.

Every list of a noun is edited alike: lines of security groups and network ACLs, routes, entries of prefix lists,
listeners, target groups, targets, rules of firewalls. Two things differ, and only here: a network ACL is ordered by its
numbers, which are unique in a direction, and what AWS writes by itself is not edited.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

from vpcdesign.aws.services import SERVICE_NAMES
from vpcdesign.design.balancers import Target, TargetGroup
from vpcdesign.design.document import Design
from vpcdesign.design.edit import sound
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.drop import drop
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.places import Place, list_at, part_at, place, updated, value_at, written
from vpcdesign.design.edit.spots import find
from vpcdesign.design.edit.titles import of_line, of_place
from vpcdesign.design.edit.vacant import free_number
from vpcdesign.design.edit.wording import made, plain_block, read
from vpcdesign.design.filters import AclRule, NetworkAcl
from vpcdesign.design.firewalls import FirewallRule
from vpcdesign.design.legality.network_acls import NUMBERS
from vpcdesign.design.noun import Model
from vpcdesign.design.routing import Route
from vpcdesign.design.transit import TransitGatewayRoute
from vpcdesign.errors import EditError

WITH_PORTS = {"tcp", "udp", "6", "17"}
WITH_TYPES = {"icmp", "icmpv6", "1", "58"}
"""Protocols as people write them that have ports, and that have a type and a code (API IpPermission)."""

Line = Model | Mapping[str, object] | str


def add_line(design: Design, table: str, line: Line, at: int | None = None) -> Edit:
    """Add a line to a table: its values (text as it was typed will do), or a word for a list of words.

    `at` is the place in the table; a rule of a network ACL goes where its number belongs, and one without a number gets
    the next that is free.
    """
    found = place(design, table)
    lines = list_at(found)
    new = line_of(design, table, line)
    if isinstance(new, AclRule):
        at = next((number for number, one in enumerate(lines) if number_of(one) > new.rule), len(lines))
    where = len(lines) if at is None else min(max(at, 0), len(lines))
    after = (*lines[:where], new, *lines[where:])
    changed = with_lines(design, found, after)
    added = place(changed, written(found.noun.id, (*found.path, where)))
    return Edit(_added(added), changed, select=added.text)


def line_of(design: Design, table: str, line: Line) -> object:
    """Give the line that values make, as the table wants it: what an editor shows before it is kept."""
    found = place(design, table)
    kind = _line_type(found)
    if kind is None or isinstance(line, Model):
        return line
    if isinstance(line, str):
        raise EditError(f"a line of `{found.text}` has several fields, and one word is not enough")
    values = typed(kind, line)
    if kind is AclRule and values.get("rule") is None:
        used = [number_of(one) for one in list_at(found)]
        number = free_number(used)
        if number is None:
            raise EditError(f"`{found.noun.id}` has no number left for a rule: renumber it")
        values["rule"] = number
    if kind is AclRule and "action" not in values:
        values["action"] = "allow"
    return made(kind, values)


def typed(kind: type[Model], values: Mapping[str, object]) -> dict[str, object]:
    """Read what was typed into the cells of a line; `postgres` as ports means its protocol as well."""
    found: dict[str, object] = {}
    for field, value in values.items():
        if field == "ports" and isinstance(value, str) and (service := named_service(value)):
            found["protocol"], found["ports"] = service
        elif isinstance(value, str):
            found.setdefault(field, plain_block(field, read(kind, field, value)))
        elif value is not None:
            found.setdefault(field, value)
    return {field: value for field, value in found.items() if value is not None}


def named_service(text: str) -> tuple[str, str] | None:
    """Give protocol and ports of a service that goes by a name and is one line: `postgres` is tcp, 5432."""
    known = SERVICE_NAMES.get(text.strip().lower(), "")
    protocol, slash, ports = known.partition("/")
    return (protocol, ports) if slash and "," not in known and protocol in {"tcp", "udp"} else None


def change_line(design: Design, line: str, field: str, value: object) -> Edit:
    """Give one cell of a line another value; an empty `field` is the word of a list of words."""
    found = place(design, line)
    part = value_at(found)
    if field == "rule" and isinstance(part, AclRule):
        return _renumbered_line(design, found, part, value)
    service = named_service(value) if field == "ports" and isinstance(value, str) else None
    if service is not None:
        first = change(design, line, "protocol", service[0])
        second = change(first.design, line, "ports", service[1])
        return Edit(second.title, second.design, select=line)
    if field == "protocol" and isinstance(value, str):
        return _other_protocol(design, line, value)
    return change(design, line, field, value)


def _other_protocol(design: Design, line: str, protocol: str) -> Edit:
    """Change a protocol, and take what the new one does not have with the old: ports, or type and code."""
    part, word = value_at(place(design, line)), protocol.lower()
    fields = [] if word in WITH_PORTS else ["ports", "source_ports"]
    fields += [] if word in WITH_TYPES else ["icmp_code", "icmp_type"]
    current = design
    for field in fields:
        if getattr(part, field, None) is not None:
            current = change(current, line, field, None).design
    last = change(current, line, "protocol", protocol)
    return Edit(last.title, last.design, select=line)


def remove_lines(design: Design, lines: Sequence[str]) -> Edit:
    """Remove lines, of one table or of several."""
    for line in lines:
        found = place(design, line)
        if not found.path or not isinstance(found.path[-1], int):
            raise EditError(f"`{line}` is no line of a table")
    return drop(design, lines)


def move_line(design: Design, line: str, by: int) -> Edit:
    """Move a line earlier (-1) or later (1); rules of a network ACL exchange their numbers."""
    found = place(design, line)
    table = Place(found.spot, found.path[:-1])
    lines = list_at(table)
    part = value_at(found)
    if isinstance(part, AclRule):
        return _swapped(design, table, part, by)
    if not isinstance(part, FirewallRule):
        raise EditError(f"lines of {found.noun.id} have no order: the same lines decide alike wherever they stand")
    old = int(found.path[-1])
    new = old + by
    if not 0 <= new < len(lines):
        raise EditError(f"{of_place(found)} is the {'first' if by < 0 else 'last'} already")
    after = list(lines)
    after.insert(new, after.pop(old))
    changed = with_lines(design, table, tuple(after))
    return Edit(f"{of_place(found)} moved to {new + 1}", changed, select=written(found.noun.id, (*table.path, new)))


def _swapped(design: Design, table: Place, rule: AclRule, by: int) -> Edit:
    rules = [one for one in list_at(table) if isinstance(one, AclRule)]
    ordered = sorted(rules, key=number_of)
    at = ordered.index(rule)
    name = f"{of_place(table)} {rule.rule}"
    if not 0 <= at + by < len(ordered):
        end = "first" if by < 0 else "last before `*`, which stays last"
        raise EditError(f"{name} is the {end}")
    other = ordered[at + by]
    numbers = {id(rule): other.rule, id(other): rule.rule}
    after = _in_order([one.model_copy(update={"rule": numbers.get(id(one), one.rule)}) for one in rules])
    changed = with_lines(design, table, after)
    moved = next(number for number, one in enumerate(after) if one.rule == other.rule)
    title = f"{name} moved {'before' if by < 0 else 'behind'} {other.rule}"
    return Edit(title, changed, select=written(table.noun.id, (*table.path, moved)))


def renumber(design: Design, table: str, start: int = 100, step: int = 10) -> Edit:
    """Number the rules of one direction of a network ACL anew, in their order: 100, 110, 120."""
    found = place(design, table)
    rules = sorted((one for one in list_at(found) if isinstance(one, AclRule)), key=number_of)
    if not rules or not isinstance(found.noun, NetworkAcl):
        raise EditError(f"`{table}` has no numbered rules")
    if step < 1 or start not in NUMBERS or start + step * (len(rules) - 1) not in NUMBERS:
        raise EditError(f"{len(rules)} rules from {start} by {step} do not fit into 1 to 32766 (InvalidParameterValue)")
    after = tuple(one.model_copy(update={"rule": start + step * place_}) for place_, one in enumerate(rules))
    return Edit(f"{of_place(found)} renumbered from {start} by {step}", with_lines(design, found, after), select=table)


def insert_between(design: Design, line: str, values: Mapping[str, object]) -> Edit:
    """Add a rule right behind one of a network ACL, with a number between it and the next."""
    found = place(design, line)
    rule = part_at(found)
    if not isinstance(rule, AclRule):
        return add_line(design, written(found.noun.id, found.path[:-1]), values, int(found.path[-1]) + 1)
    table = written(found.noun.id, found.path[:-1])
    used = [number_of(one) for one in list_at(place(design, table))]
    number = free_number(used, rule.rule)
    if number is None:
        raise EditError(f"no number is free behind {rule.rule} of {found.noun.id}: renumber it first")
    return add_line(design, table, {**values, "rule": number})


def _renumbered_line(design: Design, found: Place, rule: AclRule, value: object) -> Edit:
    """Give a rule another number, and the place that goes with it."""
    number = read(AclRule, "rule", value) if isinstance(value, str) else value
    table = Place(found.spot, found.path[:-1])
    others = [one for one in list_at(table) if one is not rule and isinstance(one, AclRule)]
    if any(one.rule == number for one in others):
        free = free_number([number_of(one) for one in others])
        raise EditError(
            f"`{number}` numbers a rule of this direction already: {free} is free (NetworkAclEntryAlreadyExists)"
        )
    changed = change(design, found.text, "rule", number)
    after = _in_order([one for one in list_at(place(changed.design, table.text)) if isinstance(one, AclRule)])
    at = next(place_ for place_, one in enumerate(after) if one.rule == number)
    design = with_lines(changed.design, place(changed.design, table.text), after)
    return Edit(changed.title, design, select=written(found.noun.id, (*table.path, at)))


def _in_order(rules: Sequence[AclRule]) -> tuple[AclRule, ...]:
    return tuple(sorted(rules, key=number_of))


def number_of(line: object) -> int:
    return line.rule if isinstance(line, AclRule) else 0


def with_lines(design: Design, table: Place, after: tuple[object, ...]) -> Design:
    """Give the design with other lines in a table, each of which says something."""
    changed = updated(design, table, lambda _: after)
    sound.check(changed, table.kind, find(changed, table.noun.id).noun, table.noun)
    return changed


def _line_type(table: Place) -> type[Model] | None:
    """Give the class of a table's lines, None for a list of words."""
    *before, field = table.path
    owner = part_at(Place(table.spot, tuple(before)))
    found = type(owner).model_fields[str(field)].annotation
    inner = get_args(found)[0] if get_args(found) else None
    return inner if isinstance(inner, type) and issubclass(inner, Model) else None


def _added(added: Place) -> str:
    part = value_at(added)
    name = added.noun.id
    if isinstance(part, Route | TransitGatewayRoute):
        return f"{name} {of_line(part)} added"
    if isinstance(part, Target | TargetGroup):
        return f"{of_place(added)} added"
    if isinstance(part, str) or not isinstance(part, Model):
        return f"{name} {part} added"
    return f"{of_place(added)} added: {of_line(part)}"
