"""A home of one's own, and a clock that stands at 14:35 on a Saturday in November."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vpcdesign.tui.home import moments

MOMENT = datetime(2026, 11, 21, 14, 35, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setattr(moments, "now", lambda: MOMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path
