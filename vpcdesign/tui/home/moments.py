"""Times as people say them: `14:31` of a day that is clear, `today 14:02`, `yesterday 09:40`, `12 Nov`, `12 Nov 2024`.

Journals and lists note times with their offset; here they are said in the time of whoever reads them.
"""

from datetime import datetime, timedelta
from pathlib import Path

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not of the locale: the rest of the screen is English."""


def now() -> datetime:
    """Give this moment, here."""
    return datetime.now().astimezone()


def read(when: str) -> datetime | None:
    """Read a time as it was noted; None when nothing readable was."""
    try:
        return datetime.fromisoformat(when).astimezone() if when else None
    except (ValueError, OverflowError):
        return None


def hour(when: datetime | None, at: datetime) -> str:
    """Say a time of today by its hour alone, any other with its day."""
    if when is None:
        return "an unknown time"
    return f"{when:%H:%M}" if when.date() == at.date() else day(when, at)


def day(when: datetime | None, at: datetime) -> str:
    """Say a time as a list does."""
    if when is None:
        return ""
    if when.date() == at.date():
        return f"today {when:%H:%M}"
    if when.date() == (at - timedelta(days=1)).date():
        return f"yesterday {when:%H:%M}"
    said = f"{when.day} {MONTHS[when.month - 1]}"
    return said if when.year == at.year else f"{said} {when.year}"


def changed(path: Path) -> datetime | None:
    """Give when a file was written last; None when there is none."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, OverflowError, ValueError):
        return None
