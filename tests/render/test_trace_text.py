"""A trace as text: its bytes, and what holds for the text of every trace."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.golden import hold
from tests.render.samples import SAMPLES, allowed, blocked_back, blocked_twice, hostile, partial_targets, unknown
from vpcdesign.network.origin import Origin
from vpcdesign.render.text.naming import named
from vpcdesign.render.text.style import Style, cells
from vpcdesign.render.text.trace import trace_text

ANSI = re.compile(r"\x1b\[\d+m")
STYLES = [Style(), Style(ascii=True), Style(width=72), Style(colour=True)]
each_sample = pytest.mark.parametrize("name", SAMPLES)
each_style = pytest.mark.parametrize("style", STYLES, ids=["plain", "ascii", "narrow", "colour"])


@each_sample
def test_the_text_is_the_one_that_was_agreed(name: str) -> None:
    hold(f"trace-{name}.txt", trace_text(SAMPLES[name](), Style()))


def test_colour_and_ascii_are_the_ones_that_were_agreed() -> None:
    hold("trace-colour.txt", trace_text(blocked_back(), Style(colour=True)).replace("\x1b", "<ESC>"))
    hold("trace-ascii.txt", trace_text(blocked_twice(), Style(ascii=True)))


@each_sample
@each_style
def test_every_line_fits_and_ends_where_it_ends(name: str, style: Style) -> None:
    text = trace_text(SAMPLES[name](), style)
    assert text.endswith("\n")
    for line in text[:-1].split("\n"):
        bare = ANSI.sub("", line)
        assert cells(bare) <= style.width, line
        assert bare == bare.rstrip(), line


@each_sample
def test_colour_changes_nothing_else(name: str) -> None:
    trace = SAMPLES[name]()
    assert ANSI.sub("", trace_text(trace, Style(colour=True))) == trace_text(trace, Style())
    assert "\x1b" not in trace_text(trace, Style())


@each_sample
def test_ascii_is_ascii(name: str) -> None:
    assert trace_text(SAMPLES[name](), Style(ascii=True)).isascii()


@given(st.text(max_size=60))
def test_no_name_reaches_the_terminal_as_control(name: str) -> None:
    trace = hostile()
    hop = trace.forward.hops[0]
    origin = Origin(name, "security_group", "ingress", name)
    hops = (hop._replace(origin=origin, because=name, code=name), *trace.forward.hops[1:])
    blocker = trace.blockers[0]._replace(origin=origin, because=name, code=name)
    forward = replace(trace.forward, hops=hops)
    asked = replace(trace, source=name, destination=name, forward=forward, blockers=(blocker, blocker), notes=(name,))
    for line in trace_text(asked, Style()).split("\n"):
        assert line.isprintable()
        assert cells(line) <= 100


def test_the_answer_stands_first() -> None:
    first = trace_text(blocked_back(), Style()).split("\n")[0]
    assert first.startswith("✗ blocked on the way back: the reply to ports 32768-60999 is stopped by network ACL")
    assert trace_text(allowed(), Style()).startswith("✓ allowed: app-2 opens tcp/443 to 198.51.100.10")
    assert trace_text(unknown(), Style()).startswith("? unknown: firewall inspect: the rules of its group")
    assert trace_text(partial_targets(), Style()).startswith("± partial: works by target app-1, not by target app-2")


def test_after_a_block_no_tick_claims_that_the_packet_came_through() -> None:
    lines = trace_text(blocked_twice(), Style()).split("\n")
    path = lines[lines.index(next(line for line in lines if line.startswith("There"))) :]
    first = next(at for at, line in enumerate(path) if line.startswith("  ✗"))
    assert [line for line in path[first:] if "✓" in line] == []
    assert "after the block, as if it had passed:" in path[first + 1]
    assert any(line.startswith("Back, as if it had arrived") for line in path)


def test_names_stand_in_the_path_and_beside_the_id_where_one_has_to_act() -> None:
    shown = trace_text(named(blocked_back(), {"acl-db": "private \x1b[1m", "sg-app": "app"}), Style())
    assert "by network ACL private \\x1b[1m (acl-db): no outbound rule" in " ".join(shown.split())
    assert "back, network ACL private \\x1b[1m (acl-db) outbound *" in shown
    assert "  ✗  8  private \\x1b[1m  outbound *" in shown
    assert "sg-app " not in shown
    chosen = trace_text(named(partial_targets(), {"app-1": "one", "app-2": "two"}), Style())
    assert "target one" in chosen
    assert "app-1" not in chosen
    assert named(blocked_back(), {}) == blocked_back()


def test_a_numbered_rule_that_denies_is_named() -> None:
    trace = blocked_back()
    (stop,) = trace.blockers
    denied = stop._replace(origin=stop.origin._replace(by="90"), because="denies tcp/1024-65535 to 0.0.0.0/0")
    shown = trace_text(replace(trace, blockers=(denied,)), Style())
    assert "acl-db: outbound rule 90 denies tcp/1024-65535 to 0.0.0.0/0." in " ".join(shown.split())


def test_a_question_about_many_says_which_is_shown() -> None:
    trace = allowed()
    (one,) = trace.questions
    other = replace(one, source="app-3", packets=one.packets._replace(source=((1, 1),)))
    shown = trace_text(replace(trace, source="tier:app", questions=(other, one)), Style())
    assert "shown is app-2 → db-1, one of 2 that were asked" in shown
    assert "shown is" not in trace_text(trace, Style())
