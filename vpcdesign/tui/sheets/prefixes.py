"""Prefix lists as sheets: their blocks, and where lines and routes name them."""

from collections import Counter
from collections.abc import Mapping

from vpcdesign.algebra.addresses import block
from vpcdesign.algebra.intervals import size
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import PrefixList
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets import peers
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.reading import read_block
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet

COLUMNS = (
    Column("cidr", "block", 4, 22, grows=True),
    Column("size", "addresses", 27, 34, edited=False),
)


class PrefixLists:
    """The sheets of prefix lists."""

    kind = "prefix_lists"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, PrefixList)
        lines = tuple(
            Line(f"cidrs/{place}", (Cell(cidr), Cell(f"{size(block(cidr)):,}" if ":" not in cidr else "", "muted")))
            for place, cidr in enumerate(noun.cidrs)
        )
        most = f"{len(noun.cidrs)} of {noun.max_entries}" if noun.max_entries else f"{len(noun.cidrs)}"
        nothing = "its entries are not known here; a adds one" if noun.service else "no entry; a adds one"
        where = f"of {visible(noun.service)}" if noun.service else f"named by {self.counts(here)[noun.id]}"
        sections = (Section("cidrs", "Entries", COLUMNS, lines, most, 0, nothing),)
        return Sheet(noun.id, self.kind, here.called(noun.id), where, sections)

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        """Count the lines and routes that name each list."""
        found = Counter(route.destination for table in here.design.route_tables for route in table.routes)
        for group in here.design.security_groups:
            found.update(rule.peer for rule in group.ingress)
            found.update(rule.peer for rule in group.egress)
        return found

    def read(self, at: Table, texts: Texts) -> Reading:  # noqa: ARG002 - as every kind
        found = read_block(texts.get("cidr", ""))
        return Reading({}, tuple(filter(None, (found.said,))), found.value)

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return peers.blocks_offered(at.here, at.noun, Names(at.here, at.here.design.security_groups))

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return []

    def draft(self, at: Table, texts: Texts) -> Line:  # noqa: ARG002 - as every kind
        return Line("", (Cell(texts.get("cidr", ""), "changed"), Cell("")))
