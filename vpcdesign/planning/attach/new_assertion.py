"""Writes an assertion, or gives one other words: who reaches whom on what, and what is expected of it."""

from dataclasses import dataclass

from vpcdesign.aws.services import SERVICE_NAMES
from vpcdesign.design.document import Design
from vpcdesign.design.edit.claims import add_claim, change_claim, typed
from vpcdesign.design.edit.uses import SELECTOR_KINDS
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

EXPECTED = (
    Option("allowed", "allowed, every packet"),
    Option("blocked", "blocked, no conversation"),
    Option("isolated", "isolated, not one packet"),
    Option("only", "only they, and nobody else"),
)
FAILURES = ("any-az", "any-nat", "any-attachment", "any-vpn", "any-tunnel", "any-direct-connect", "any-firewall")
WHERE = "assertion:"
"""What stands before the name of an assertion that is selected."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The words of the assertion, and of which one, where there is one."""

    said: dict[str, str]
    old: str = ""


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for a new assertion; what is selected is where its packets go."""
    noun = here.noun
    to = _selector(here.design, noun.id) if noun is not None else ""
    said = {"from": "internet" if not to else "", "to": to, "ports": "tcp/443", "expect": "allowed"}
    return Answers(_asked(blank, here, said))


def asks_again(blank: Blank, here: Vicinity) -> Answers | None:
    """Ask for other words for the assertion that is selected."""
    name = here.where.removeprefix(WHERE)
    claim = next((one for one in here.design.assertions if one.name == name), None)
    if claim is None:
        blank.refuse("select an assertion first")
        return None
    return Answers(_asked(blank, here, typed(claim)), name)


def _asked(blank: Blank, here: Vicinity, before: dict[str, str]) -> dict[str, str]:
    names = list(_offers(here.design))
    source = blank.text("from", "From", before.get("from", ""), names)
    destination = blank.text("to", "To", before.get("to", ""), names)
    ports = blank.text("ports", "Ports", before.get("ports", "all"), ("all", "tcp/443", *SERVICE_NAMES))
    expect = blank.choice("expect", "Expect", EXPECTED, before.get("expect", "allowed"))
    fail = blank.text("fail", "When fails", before.get("fail", ""), (*FAILURES, *_zones(here.design)))
    for field, word in (("from", source), ("to", destination)):
        if not word:
            blank.wrong(field, "an id, an address, `internet`, or a group like tier:app")
    proposed = before.get("name", "") or _called(source, destination, ports, expect)
    name = blank.text("name", "Name", proposed) or proposed
    said = {"name": name, "from": source, "to": destination, "ports": ports, "expect": expect, "fail": fail}
    return {**said, "note": before.get("note", "")}


def _called(source: str, destination: str, ports: str, expect: str) -> str:
    """Propose a name in words."""
    if not (source and destination):
        return ""
    what = "" if ports == "all" else f" on {ports}"
    verb = {"allowed": "reaches", "blocked": "does not reach", "isolated": "never meets"}.get(expect)
    return f"only {source} reaches {destination}{what}" if verb is None else f"{source} {verb} {destination}{what}"


def _selector(design: Design, name: str) -> str:
    """Say what is selected as a selector does."""
    for prefix, kind in SELECTOR_KINDS.items():
        if any(one.id == name for one in getattr(design, kind)):
            return f"{prefix}:{name}"
    return name


def _offers(design: Design) -> dict[str, None]:
    """Give the words that a side may be: groups first."""
    tiers = [f"tier:{one.tier}" for one in design.subnets if one.tier]
    groups = [_selector(design, one.id) for one in (*design.security_groups, *design.load_balancers)]
    hosts = [one.id for one in design.network_interfaces]
    return dict.fromkeys(["internet", "on-premises", *(one.id for one in design.on_premises), *tiers, *groups, *hosts])


def _zones(design: Design) -> dict[str, None]:
    return dict.fromkeys(one.az for one in design.subnets)


def writes(work: Work, answers: Answers) -> None:
    """Add it, or change the one that it was."""
    edit = change_claim(work.design, answers.old, answers.said) if answers.old else add_claim(work.design, answers.said)
    work.design, work.title = edit.design, edit.title


GUIDE = Guide("new.assertion", "Write an assertion", asks, writes, "Keep")
AGAIN = Guide("change.assertion", "Change an assertion", asks_again, writes, "Keep")
