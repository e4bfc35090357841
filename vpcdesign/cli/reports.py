"""The reports that `check` can write for other programs, by their names."""

from collections.abc import Callable, Sequence

from vpcdesign.render import markdown
from vpcdesign.render.entry import Entry
from vpcdesign.render.github import github
from vpcdesign.render.junit import junit
from vpcdesign.render.sarif import sarif

REPORTS: dict[str, Callable[[Sequence[Entry]], str]] = {
    "junit": junit,
    "sarif": sarif,
    "github": github,
    "markdown": markdown.check,
}


def report(form: str, entries: Sequence[Entry]) -> str:
    """Write judged assertions in one of these forms."""
    return REPORTS[form](entries)
