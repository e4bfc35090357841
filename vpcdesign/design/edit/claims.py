"""Assertions added, changed, removed, moved. Each has a name of its own, by which it is called here.

Whether a selector means anybody is for the checks to tell: a claim about what is yet to come may stand already.
"""

from collections.abc import Mapping, Sequence

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.wording import made
from vpcdesign.design.words import nearest, quoted
from vpcdesign.errors import EditError

FIELDS = ("name", "from", "to", "ports", "expect", "fail", "note")
"""What is typed of an assertion; `fail` is what fails meanwhile."""


def add_claim(design: Design, said: Mapping[str, str]) -> Edit:
    """Add an assertion."""
    claim = _claim(said)
    if any(one.name == claim.name for one in design.assertions):
        raise EditError(f"there is an assertion {quoted(claim.name)} already: choose another name")
    return Edit(f"assertion {claim.name} added", _with(design, [*design.assertions, claim]))


def change_claim(design: Design, name: str, said: Mapping[str, str]) -> Edit:
    """Give an assertion other words; what is not said of it stays."""
    at = _place(design, name)
    old = design.assertions[at]
    new = _claim({**typed(old), **said})
    if new.name != name and any(one.name == new.name for one in design.assertions):
        raise EditError(f"there is an assertion {quoted(new.name)} already: choose another name")
    after = [new if place == at else one for place, one in enumerate(design.assertions)]
    before, now = typed(old), typed(new)
    other = [field for field in FIELDS if before[field] != now[field]]
    words = [f"{field} {before[field] or 'none'} → {now[field] or 'none'}" for field in other]
    return Edit(f"assertion {name}: {', '.join(words) or 'stays as it is'}", _with(design, after) if words else design)


def remove_claims(design: Design, names: Sequence[str]) -> Edit:
    """Remove assertions."""
    gone = {_place(design, name) for name in names}
    after = [one for place, one in enumerate(design.assertions) if place not in gone]
    what = f"assertion {names[0]}" if len(gone) == 1 else f"{len(gone)} assertions"
    return Edit(f"{what} removed", _with(design, after))


def move_claim(design: Design, name: str, by: int) -> Edit:
    """Move an assertion earlier (-1) or later (1) in their list."""
    at = _place(design, name)
    to = at + by
    if not 0 <= to < len(design.assertions):
        raise EditError(f"{quoted(name)} is the {'first' if by < 0 else 'last'} already")
    after = list(design.assertions)
    after.insert(to, after.pop(at))
    return Edit(f"assertion {name} moved to {to + 1}", _with(design, after))


def typed(claim: Assertion) -> dict[str, str]:
    """Give the fields of an assertion as they are typed."""
    return {
        "name": claim.name,
        "from": claim.from_,
        "to": claim.to,
        "ports": claim.ports,
        "expect": claim.expect,
        "fail": (claim.when or {}).get("fail", ""),
        "note": claim.note or "",
    }


def _claim(said: Mapping[str, str]) -> Assertion:
    wrong = next((field for field in said if field not in FIELDS), None)
    if wrong is not None:
        raise EditError(f"{quoted(wrong)} is no part of an assertion")
    for field in ("name", "from", "to"):
        if not said.get(field, "").strip():
            raise EditError(f"`{field}` is empty: an assertion says who, whom, and is called something")
    values: dict[str, object] = {
        "name": said["name"].strip(),
        "from": said["from"].strip(),
        "to": said["to"].strip(),
        "ports": said.get("ports", "").strip() or "all",
        "expect": said.get("expect", "").strip() or "allowed",
    }
    if fail := said.get("fail", "").strip():
        values["when"] = {"fail": fail}
    if note := said.get("note", "").strip():
        values["note"] = note
    return made(Assertion, values)


def _with(design: Design, claims: Sequence[Assertion]) -> Design:
    return design.model_copy(update={"assertions": tuple(claims)})


def _place(design: Design, name: str) -> int:
    for place, one in enumerate(design.assertions):
        if one.name == name:
            return place
    close = nearest(name, [one.name for one in design.assertions])
    raise EditError(f"no assertion is called {quoted(name)}" + (f"; nearest: {close}" if close else ""))
