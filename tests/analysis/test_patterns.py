"""Patterns match what people mean, and in no time."""

from fnmatch import fnmatchcase
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.analysis.patterns import is_pattern, matcher

_TEXT = st.text("ab", max_size=8)
_PATTERN = st.text("ab*?", max_size=8)


@given(_PATTERN, _TEXT)
def test_as_the_shell_does(pattern: str, text: str) -> None:
    assert matcher(pattern)(text) == fnmatchcase(text, pattern)


@pytest.mark.parametrize("name", ["a.b", "a[b]", "a\\b", "(a|b)", "a+", "^a$", "a\nb"])
def test_nothing_else_is_special(name: str) -> None:
    assert matcher(name)(name)
    assert matcher(f"{name[:1]}*")(name)
    assert not matcher(name)(name + "x")
    assert not is_pattern(name)


def test_no_pattern_takes_long() -> None:
    began = process_time()
    assert not matcher("a*" * 200 + "b")("a" * 2000)
    assert process_time() - began < 1
