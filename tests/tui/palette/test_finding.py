"""Finding: what is typed finds commands, elements, findings, layouts and help, the best first, and says why not."""

from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.native.drawn import designs
from vpcdesign.api.layouts import load_layouts
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.render.ink import Span, plain, width
from vpcdesign.render.visible import visible
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import ALL, COMMANDS
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.palette import gather
from vpcdesign.tui.palette.entry import Entry
from vpcdesign.tui.palette.finder import Section, find, nearest
from vpcdesign.tui.palette.match import Wanted
from vpcdesign.tui.palette.typed import read
from vpcdesign.tui.palette.view import Listed, line_row, listed, typed_row

KEYMAP = Keymap()
LAYOUTS = load_layouts()
SHOP = Surroundings(LAYOUTS["three-tier"])


def cannot(command: str) -> str | None:
    return {"attach.egress-only": "needs an IPv6 block: prod has none.", "split": None}.get(command, "")


ENTRIES: list[Entry] = [
    *gather.commands(KEYMAP, cannot, ("trace", "fail")),
    *gather.failing(SHOP, KEYMAP),
    *gather.elements(SHOP),
    *gather.findings([("a rule that can never decide", "acl-public#ingress/3", "acl-public inbound 130")]),
    *gather.layouts({name: design.note or "" for name, design in LAYOUTS.items()}),
    *gather.topics(),
]


def names(typed: str, section: str = "Commands") -> list[str]:
    return [entry.name for found in find(typed, ENTRIES) if found.name == section for entry in found.entries]


def test_every_command_is_found_by_its_title_and_at_first_without_a_word() -> None:
    assert {entry.act for entry in find("", ENTRIES)[0].entries} >= set(COMMANDS)
    for command in ALL:
        assert command.title in names(command.title)[:2]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nat", "Attach: NAT gateways"),
        ("fail nat", "Fail: nat-a"),
        ("addz", "Plan: add zone"),
        ("split", "Plan: split"),
        ("undo", "Edit: undo"),
        ("wq", ":wq"),
        (":w", ":w"),
    ],
)
def test_the_best_comes_first(typed: str, first: str) -> None:
    assert names(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "element"),
    [
        ("203.0.113.20", "nat-a"),
        ("app-2", "app-2"),
        ("10.20.64.10", "app-1"),
        ("shoppers", "sg-front › inbound 1"),
        ("eu-west-1b", "eu-west-1b"),
    ],
)
def test_elements_are_found_by_name_address_and_note(typed: str, element: str) -> None:
    assert element in names(typed, "Elements")


def test_routes_are_found_by_what_they_lead_to() -> None:
    assert "app-a › 0.0.0.0/0 → nat-a" in names("nat-a", "Elements")


def test_findings_layouts_and_help_are_found() -> None:
    assert names("never decide", "Findings") == ["a rule that can never decide"]
    assert names("three-tier", "Layouts")[0] == "three-tier"
    assert names("ephemeral", "Help")[0].startswith("Help: ephemeral ports")


def test_who_types_an_id_gets_that_element_first() -> None:
    assert find("nat-a", ENTRIES)[0].entries[0].target == "nat-a"


def test_what_cannot_run_says_why_and_comes_after_what_can() -> None:
    found = find("attach", ENTRIES)[0].entries
    last = found[-1]
    assert (last.act, last.why_not) == ("attach.egress-only", "needs an IPv6 block: prod has none")
    nowhere = {entry.act: entry.why_not for entry in gather.commands(Keymap(), lambda _: None)}
    assert nowhere["renumber"] == COMMANDS["renumber"].nowhere.rstrip(".")
    assert nowhere["split"] == "", "it is done on the plan"


def test_what_the_footer_offers_is_listed_first() -> None:
    assert [entry.act for entry in find("", ENTRIES)[0].entries[:2]] == ["trace", "fail"]


@given(st.text(max_size=30))
def test_whatever_is_typed_is_only_looked_for(typed: str) -> None:
    for section in find(typed, ENTRIES):
        assert section.total >= len(section.entries) > 0


@given(st.text(max_size=12), st.text(max_size=20))
def test_a_name_always_finds_itself(before: str, name: str) -> None:
    text = f"{before} {name}".strip()
    rank = Wanted(text).rank(" ".join(text.split()))
    assert rank is not None
    assert rank.step <= 1


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        ("w", (("save", ""),)),
        (":wq", (("save", ""), ("quit", ""))),
        ("e shop.json", (("file.open", "shop.json"),)),
        (":save as two words.json", (("save-as", "two words.json"),)),
        ("open", (("file.open", ""),)),
        (":redraw", (("redraw", ""),)),
        ("quit", (("quit", ""),)),
    ],
)
def test_the_words_of_old_habits_are_understood(line: str, runs: tuple[tuple[str, str], ...]) -> None:
    said = read(line)
    assert said is not None
    assert said.runs == runs
    assert {command for command, _ in runs} <= set(COMMANDS)


@pytest.mark.parametrize("line", ["", ":", "nat", "wider", "e", "edit ", "write me"])
def test_other_words_are_looked_for(line: str) -> None:
    assert read(line) is None or line == "e"


def test_the_right_button_shows_what_can_be_done_with_an_element() -> None:
    entries = gather.on_element(SHOP, "nat-a", KEYMAP, lambda _: "")
    assert [entry.act for entry in entries][:2] == ["open", "fail"]
    assert {entry.target for entry in entries if entry.act in COMMANDS} == {"nat-a"}
    assert entries[-1].act == "topic nat_gateway"


def test_the_list_reads_as_it_was_drawn() -> None:
    rows = [plain(line_row(line, 74, current=False)).rstrip() for line in listed(find("nat", ENTRIES))]
    assert rows[:5] == [
        " Commands",
        "  Attach: NAT gateways",
        "  Fail: nat-a                                                           f",
        "  Fail: nat-b                                                           f",
        "  Fail: nat-c                                                           f",
    ]
    assert "  ● nat-a                         NAT gateway in public-a, 203.0.113.20" in rows
    typed = plain(typed_row((Span("nat"),), "", 74))
    assert typed.startswith("› nat ")
    assert typed.endswith("commands, elements, findings, layouts")


@pytest.mark.parametrize("cells", [56, 74, 96])
@pytest.mark.parametrize("typed", ["", "nat", "app", "attach", "e two.json"])
def test_every_line_is_as_wide_as_the_box(typed: str, cells: int) -> None:
    for line in listed(find(typed, ENTRIES), everything=not typed):
        for current in (False, True):
            assert width(line_row(line, cells, current=current)) == cells


def test_names_of_500_characters_are_cut() -> None:
    line = Listed(entry=Entry("Elements", "n" * 500, beside="b" * 500))
    assert width(line_row(line, 74, current=True)) == 74


def test_nothing_found_names_the_nearest() -> None:
    assert nearest("nta-a", ENTRIES) == "nat-a"
    assert find("zxqv", ENTRIES) == []


def test_a_large_design_is_searched_between_two_keys() -> None:
    subnets = LAYOUTS["three-tier"].subnets
    many = tuple(
        NetworkInterface(id=f"web-{number}", subnet=subnets[0].id, private_ip="10.20.0.9") for number in range(5000)
    )
    entries = list(gather.elements(Surroundings(Design(subnets=subnets, network_interfaces=many))))
    begun = perf_counter()
    found = find("web-4321", entries)
    assert found == [Section("Elements", found[0].entries, 1)]
    assert perf_counter() - begun < 0.5


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(designs())
def test_names_of_users_are_text_and_nothing_else(design: Design) -> None:
    for entry in gather.elements(Surroundings(design)):
        line = line_row(Listed(entry=entry), 74, current=False)
        assert width(line) == 74
        assert visible(plain(line)) == plain(line)


def test_what_only_nearly_matches_is_for_who_finds_nothing_else() -> None:
    assert names("nat") == ["Attach: NAT gateways", "Fail: nat-a", "Fail: nat-b", "Fail: nat-c"]
    assert names("estin") == ["Trace: set destination"]


def test_without_colours_what_cannot_run_is_in_brackets() -> None:
    entry = find("egress-only", ENTRIES)[0].entries[0]
    flat = plain(line_row(Listed(entry=entry), 74, current=False, flat=True))
    assert flat.startswith("  (Attach: egress-only gateway)")
    assert flat.rstrip().endswith("needs an IPv6 block: prod has none")
