"""A home of one's own, and the clock of the home screen's tests."""

from tests.tui.home.conftest import own_home

__all__ = ["own_home"]
