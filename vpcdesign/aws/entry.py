"""An explanation: what a word means, why it is so, what to do, and where AWS says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One word explained, in sentences; `title` says it in a few words, `source` names the pages it comes from."""

    title: str
    what: str
    why: str
    fix: str
    source: str
