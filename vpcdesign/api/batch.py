"""Questions as JSON lines: a question a line in, an answer a line out, in order.

A line stands alone: what is wrong with one never reaches another, and its id goes with its answer or its error.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias

from vpcdesign.algebra import services
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.services import parse
from vpcdesign.api.desk import Ask, Desk
from vpcdesign.errors import Problem, QuestionError, StorageError
from vpcdesign.render import json as written
from vpcdesign.render.json import Answers

Line: TypeAlias = Mapping[str, Any]

_KEYS = ("id", "source", "destination", "protocol", "port", "source_port", "icmp_type", "icmp_code")
_NUMBERS = {"port": 65535, "source_port": 65535, "icmp_type": 255, "icmp_code": 255}
_WITH_PORTS = {services.TCP, services.UDP}
_WITH_TYPES = {services.ICMP, services.ICMPV6}
_LONGEST = 1 << 20


@contextmanager
def lines_of(path: str) -> Iterator[Iterable[str]]:
    """Open a file of lines, or standard input for `-`; what is not UTF-8 in it becomes a name that nobody has."""
    if path == "-":
        yield (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        return
    try:
        opened = Path(path).open(encoding="utf-8", errors="replace")  # noqa: SIM115 - only opening it is tried here
    except OSError as error:
        raise StorageError(Problem((error.strerror or "it cannot be read").lower(), path)) from None
    with opened:
        yield opened


def answer_lines(lines: Iterable[str], desk: Desk, answers: Answers, *, brief: bool) -> Iterator[tuple[str, bool]]:
    """Give each line's answer, without a line break, and whether it is one; blank lines are passed over."""
    known: dict[tuple[Any, ...], Intervals] = {}
    for line in lines:
        if not line.strip():
            continue
        given: dict[str, Any] = {}
        try:
            read = _read(line)
            if "id" in read:
                given["id"] = read["id"]
            ask = _ask(read, known)
            answer = written.brief(*desk.brief(ask)) if brief else answers.trace(desk.trace(ask))
        except QuestionError as error:
            given["error"] = "; ".join(problem.message for problem in error.problems)
            yield written.line(given), False
        else:
            yield written.line(given | answer), True


def _no_number(constant: str) -> object:
    raise ValueError(f"{constant} is no number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _read(line: str) -> Line:
    if len(line) > _LONGEST:
        raise QuestionError(f"the line is longer than {_LONGEST:,} characters")
    try:
        found = _DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        why = f": {error.msg.lower()}" if isinstance(error, json.JSONDecodeError) else ""
        raise QuestionError(f"the line is no JSON{why}") from None
    if not isinstance(found, dict):
        raise QuestionError('a question is an object: {"source": "web-1", "destination": "db-1", "protocol": "tcp"}')
    return found


def _ask(read: Line, known: dict[tuple[Any, ...], Intervals]) -> Ask:
    """Read a question; all that is wrong with it at once."""
    problems = [f"`{key}` is no key of a question{_near(key)}" for key in read if key not in _KEYS]
    problems += [f"a question needs its `{key}`" for key in ("source", "destination", "protocol") if key not in read]
    problems += [f"`{key}` has to be a text" for key in ("source", "destination") if not _is_text(read.get(key, "-"))]
    for key, most in _NUMBERS.items():
        value = read.get(key)
        if value is not None and (type(value) is not int or not 0 <= value <= most):
            problems.append(f"`{key}` has to be a number from 0 to {most}")
    if problems:
        raise QuestionError("; ".join(problems))
    asked = (read["protocol"], read.get("port"), read.get("icmp_type"), read.get("icmp_code"))
    if not isinstance(asked[0], str | int) or isinstance(asked[0], bool):
        raise QuestionError("`protocol` has to be tcp, udp, icmp, icmpv6, all or a number")
    if asked not in known:
        known[asked] = _services(*asked)
    return Ask(read["source"], read["destination"], known[asked], "first", read.get("source_port"))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _near(key: str) -> str:
    close = get_close_matches(key, _KEYS, 1)
    return f": did you mean `{close[0]}`?" if close else f": they are {', '.join(_KEYS)}"


def _services(protocol: str | int, port: int | None, kind: int | None, code: int | None) -> Intervals:
    """Give the services of a line; ICMP without a type is an echo request."""
    found = parse(str(protocol))
    numbers = {number >> 16 for pair in found for number in pair}
    number = numbers.pop() if len(numbers) == 1 else -1
    if port is not None:
        if number not in _WITH_PORTS:
            raise QuestionError(f"`{protocol}` has no ports: leave `port` out")
        found = services.ports(number, port, port)
    if kind is not None or code is not None:
        if number not in _WITH_TYPES:
            raise QuestionError(f"`{protocol}` has no types: leave `icmp_type` and `icmp_code` out")
        if kind is None:
            raise QuestionError("`icmp_code` needs its `icmp_type`")
        found = services.icmp(number, kind, -1 if code is None else code)
    return found
