"""Rows tell of a host outside only where they know all the addresses that are meant, and not of what it asks itself."""

from dataclasses import replace

from vpcdesign.algebra.addresses import ALL
from vpcdesign.algebra.services import ALL as EVERY_SERVICE
from vpcdesign.analysis.by_rows import ByRows
from vpcdesign.analysis.reaches import NOTHING
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.api.layouts import load_layout
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.reach.rows import Rows


def test_only_addresses_that_rows_know_are_told() -> None:
    design = load_layout("three-tier")
    network = compile_design(design)
    questions = Worlds(design, network).whole.questions
    (internet,) = questions.side("internet", "destination").members
    host = questions.side("vpc:*", "source").members[0]
    reading = ByRows(Rows(network))
    assert reading.reach(host, internet, EVERY_SERVICE) is not None
    assert reading.reach(host, replace(internet, addresses=ALL), EVERY_SERVICE) is None


def test_who_has_no_public_address_is_asked_nothing_by_the_internet() -> None:
    design = load_layout("three-tier")
    network = compile_design(design)
    questions = Worlds(design, network).whole.questions
    (internet,) = questions.side("internet", "source").members
    reading = ByRows(Rows(network))
    told = {
        one.label: reading.reach(internet, one, EVERY_SERVICE) for one in questions.side("vpc:*", "destination").members
    }
    public = {one.label for one in questions.side("vpc:*", "destination").members if one.public}
    assert public
    assert {name for name, reach in told.items() if reach is None} == public
    assert {reach for name, reach in told.items() if name not in public} == {NOTHING}
