"""What people get wrong: the mistakes of faults.toml, which says what its keys mean."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One mistake, the question that shows it, and its cause as (leg, component, code)."""

    number: str
    what: str
    layout: str
    mistake: Sequence[str]
    ask: Sequence[str]
    first: Sequence[str]
    setting: Sequence[str] = ()
    verdict: str = "blocked"
    before: str = "allowed"


@dataclass(frozen=True)
class Opening:
    """A mistake that lets packets in, and the assertion that it breaks."""

    number: str
    what: str
    layout: str
    mistake: Sequence[str]
    breaks: str


_PAGE = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))

FAULTS = [Fault(**one) for one in _PAGE["fault"]]
OPENINGS = [Opening(**one) for one in _PAGE["opening"]]
ELSEWHERE: dict[str, str] = _PAGE["elsewhere"]
