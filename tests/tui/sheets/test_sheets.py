"""What sheets show: every kind of noun with lines, with the marks that sets have proved; and what completion offers."""

import pytest

from tests.tui.harness import shop
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, IngressRule
from vpcdesign.design.noun import Noun
from vpcdesign.render.ink import plain, width
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.acls import Acls
from vpcdesign.tui.sheets.balancers import LoadBalancers
from vpcdesign.tui.sheets.drawing import Look, below, head, line_row, parted, titles, with_cursor
from vpcdesign.tui.sheets.firewalls import Firewalls
from vpcdesign.tui.sheets.groups import Groups
from vpcdesign.tui.sheets.kinds import Kind, Table
from vpcdesign.tui.sheets.leading import leads_to
from vpcdesign.tui.sheets.listing import list_rows, listing
from vpcdesign.tui.sheets.offers import narrowed
from vpcdesign.tui.sheets.prefixes import PrefixLists
from vpcdesign.tui.sheets.reading import Wrong
from vpcdesign.tui.sheets.sheet import Line, Section, Sheet, placed
from vpcdesign.tui.sheets.tables import RouteTables
from vpcdesign.tui.sheets.transit import TransitTables

KINDS: tuple[Kind, ...] = (
    Groups(),
    Acls(),
    RouteTables(),
    TransitTables(),
    PrefixLists(),
    LoadBalancers(),
    Firewalls(),
)
HOSTILE = "[/b]\x1b[31m\u202e[@click=app.quit]x" + "名" * 40


def sheet_of(design: Design, kind: Kind, name: str) -> Sheet:
    here = Surroundings(design)
    return kind.sheet(here, here.index.by_id[name])


def row_of(section: Section, line: Line, cells: int = 62) -> str:
    return plain(line_row(section, line, placed(section.columns, cells), cells))


def with_group(design: Design, *lines: IngressRule) -> Design:
    group = design.security_groups[0].model_copy(update={"ingress": lines})
    return design.model_copy(update={"security_groups": (group, *design.security_groups[1:])})


def test_a_redundant_line_names_the_line_that_covers_it() -> None:
    design = with_group(
        shop(),
        IngressRule(protocol="tcp", ports="22", source="192.168.0.0/16"),
        IngressRule(protocol="tcp", ports="22", source="192.168.10.0/24"),
    )
    section = sheet_of(design, Groups(), design.security_groups[0].id).sections[0]
    assert row_of(section, section.lines[1]) == ("    2 = tcp      22 ssh    192.168.10.0/24   line 1 covers it ")


def test_a_shadowed_rule_names_the_rule_that_decides() -> None:
    section = sheet_of(shop(), Acls(), "acl-public").sections[0]
    assert row_of(section, section.lines[3]) == "    130 ^ allow tcp 443 https   10.20.64.0/18  shadowed by 100"
    assert row_of(section, section.lines[4]) == "      *   deny  all             0.0.0.0/0      always last    "


def test_the_last_rule_of_a_list_is_always_there() -> None:
    for acl in shop().network_acls:
        for section in sheet_of(shop(), Acls(), acl.id).sections:
            assert section.lines[-1].path.endswith("/*")
            assert section.lines[-1].fixed


@pytest.mark.parametrize("cells", [60, 62, 80, 102, 140])
def test_every_row_of_every_layout_is_exactly_as_wide_as_the_table(cells: int) -> None:
    drawn = 0
    for name in layout_names():
        here = Surroundings(load_layout(name))
        for kind in KINDS:
            for noun in getattr(here.design, kind.kind):
                for section in kind.sheet(here, noun).sections:
                    columns = placed(section.columns, cells)
                    assert width(titles(columns, cells)) == cells
                    for line in section.lines:
                        row = line_row(section, line, columns, cells, Look(1, marked=True))
                        assert width(row) == width(with_cursor(row, cells, focused=True)) == cells
                        drawn += 1
    assert drawn > 300


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.kind))
def test_what_is_shown_in_a_line_is_read_back_as_that_line(kind: Kind) -> None:
    """Opening every cell of a line and keeping them as they are changes nothing."""
    read = 0
    for name in layout_names():
        here = Surroundings(load_layout(name))
        for noun in getattr(here.design, kind.kind):
            for section in kind.sheet(here, noun).sections:
                for line in section.lines:
                    read += _read_back(Table(here, noun, section.table), kind, section, line)
    assert read > 0


def _read_back(at: Table, kind: Kind, section: Section, line: Line) -> int:
    place = line.path.rpartition("/")[2]
    if not place.isdecimal() or line.fixed:
        return 0
    texts = {column.field: cell.edits for column, cell in zip(section.columns, line.cells, strict=True)}
    reading = kind.read(at, texts)
    part: object = at.noun
    for step in line.path.split("/"):
        part = part[int(step)] if isinstance(part, tuple) else getattr(part, step)
    if reading.word:
        assert reading.word == part
        return 1
    for field, value in reading.values.items():
        assert value == getattr(part, field) or (field == "ports" and getattr(part, field) == "0-65535"), (field, part)
    return 1


def test_hostile_names_are_text_and_do_not_move_a_cell() -> None:
    design = with_group(shop(), IngressRule(protocol="tcp", ports="22", source="10.0.0.0/8", note=HOSTILE))
    group = design.security_groups[0].model_copy(update={"name": HOSTILE})
    design = design.model_copy(update={"security_groups": (group, *design.security_groups[1:])})
    here = Surroundings(design)
    sheet = Groups().sheet(here, group)
    for section in sheet.sections:
        for line in section.lines:
            row = line_row(section, line, placed(section.columns, 62), 62)
            assert width(row) == 62
            assert "\x1b" not in plain(row)
            assert "\u202e" not in plain(row)
    for row, _ in list_rows(listing(here, (Groups(),)), group.id, focused=True):
        assert not row or width(row) == 22
        assert "\x1b" not in plain(row)


def test_what_is_refused_is_told_below_with_its_code_on_a_row_of_its_own() -> None:
    rows = [plain(row) for row in below(["`x` is taken: choose another (InvalidGroup.Duplicate)"], 40)]
    assert [row.rstrip() for row in rows] == ["    ✗ `x` is taken: choose another.", "      InvalidGroup.Duplicate"]
    assert parted("ports are 0 to 65535 (both)") == ("ports are 0 to 65535 (both)", "")


def test_five_digits_leave_the_bar_a_place() -> None:
    design = shop()
    acl = design.network_acls[0]
    rule = AclRule(rule=32766, action="allow", cidr="0.0.0.0/0")
    changed = acl.model_copy(update={"ingress": (rule,)})
    design = design.model_copy(update={"network_acls": (changed, *design.network_acls[1:])})
    section = sheet_of(design, Acls(), acl.id).sections[0]
    row = with_cursor(line_row(section, section.lines[0], placed(section.columns, 62), 62), 62, focused=True)
    assert plain(row).startswith(" ▌32766   allow all")
    assert plain(head(section)).strip() == "Inbound  1 of 20"


def test_the_list_counts_what_each_noun_is_in_force_for() -> None:
    here = Surroundings(shop())
    (first, *_) = listing(here, (Groups(), LoadBalancers(), Firewalls()))
    assert first.heading == "4 in prod"
    assert [(one.name, one.number) for one in first.entries] == [
        ("sg-app", 3),
        ("sg-bastion", 1),
        ("sg-db", 2),
        ("sg-front", 3),
    ]
    acls = listing(here, (Acls(),))[0].entries
    assert [(one.name, one.number) for one in acls] == [("acl-app", 3), ("acl-db", 3), ("acl-public", 3)]


@pytest.mark.parametrize(
    ("selected", "kind", "noun"),
    [
        ("app-b", "network_acls", "acl-app"),
        ("app-2", "security_groups", "sg-app"),
        ("db-1", "network_acls", "acl-db"),
        ("igw", "route_tables", "public"),
        ("prod", "network_acls", ""),
        ("nobody", "network_acls", ""),
    ],
)
def test_what_is_selected_leads_to_what_judges_it(selected: str, kind: str, noun: str) -> None:
    here = Surroundings(shop())
    found = leads_to(here, selected, [kind])
    assert here.called(found) == noun


def at(design: Design, name: str, table: str) -> Table:
    here = Surroundings(design)
    noun: Noun = here.index.by_id[name]
    return Table(here, noun, table)


def test_groups_are_offered_with_how_many_interfaces_wear_them_and_blocks_with_what_they_are() -> None:
    several = Groups().offer(at(shop(), "sg-app", "ingress"), "peer", "tcp")
    offers = {text: narrowed(several, text)[0].words for text in dict.fromkeys(one.text for one in several)}
    assert offers["sg-front"] == "3 interfaces"
    assert offers["sg-bastion"] == "1 interface"
    assert offers["10.20.64.0/18"] == "tier app"
    assert offers["192.168.0.0/16"] == "dublin"
    assert offers["0.0.0.0/0"] == "all of IPv4"
    assert "::/0" not in offers, "the VPC has no IPv6"


def test_ports_are_offered_by_the_names_of_their_services() -> None:
    offers = Groups().offer(at(shop(), "sg-app", "ingress"), "ports", "tcp")
    assert [one.text for one in narrowed(offers, "postg")][:1] == ["5432"]
    assert narrowed(offers, "44")[0].text == "443"
    assert not narrowed(offers, "zzz")


def test_targets_of_other_vpcs_are_not_offered() -> None:
    design = load_layout("peered-vpcs")
    table = design.route_tables[0]
    vpcs = {one.id: one.vpc for one in (*design.internet_gateways, *design.nat_gateways) if hasattr(one, "vpc")}
    texts = {one.text for one in RouteTables().offer(at(design, table.id, "routes"), "target", "")}
    assert "local" in texts
    assert not {name for name, vpc in vpcs.items() if vpc and vpc != table.vpc} & texts


@pytest.mark.parametrize(
    ("kind", "name", "table", "texts", "sentence"),
    [
        (Groups(), "sg-app", "ingress", {"protocol": "tcp", "peer": "igw"}, "`igw` is no peer of a line"),
        (RouteTables(), "app-a", "routes", {"destination": "10.0.0.0/8", "target": "nat-x"}, "`nat-x` is no target"),
        (RouteTables(), "app-a", "routes", {"destination": "", "target": "igw"}, "a destination is missing"),
        (Acls(), "acl-db", "ingress", {"rule": "0", "protocol": "all"}, "0 is no number of a rule"),
        (
            LoadBalancers(),
            "front",
            "listeners",
            {"protocol": "http", "port": "80", "target_groups": "nobody"},
            "nobody",
        ),
        (PrefixLists(), "pl-s3", "cidrs", {"cidr": "x"}, "`x` is no CIDR block"),
    ],
)
def test_a_wrong_cell_is_told_in_one_sentence(
    kind: Kind, name: str, table: str, texts: dict[str, str], sentence: str
) -> None:
    design = shop()
    here = Surroundings(design)
    noun = next(one for one in getattr(design, kind.kind) if name in {one.id, here.called(one.id)})
    with pytest.raises(Wrong) as caught:
        kind.read(Table(here, noun, table), texts)
    assert sentence in caught.value.sentence
