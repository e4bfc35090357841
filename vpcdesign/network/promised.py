"""Stages of which most are only promised: a number is known at once, the stage is written when somebody comes there.

A design of an enterprise has hundreds of thousands of stages, nearly all of them hosts' own, and a question meets a
dozen. A number leads to one stage for ever, whoever asks and however often: what was written stays.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from vpcdesign.collector import collector_paused
from vpcdesign.network.stages import Node, Stage

Write = Callable[[Node], Stage]


class Page:
    """A stage that is promised to several networks and is the same in all of them: it is written once.

    Whoever takes it over says how it is written from then on (`write`), so that it keeps nobody before him alive.
    """

    __slots__ = ("_written", "write")

    def __init__(self) -> None:
        self.write: Callable[[], Stage]
        self._written: dict[None, Stage] = {}

    @property
    def written(self) -> Stage | None:
        """What is written, if anybody came there."""
        return self._written.get(None)

    def __call__(self) -> Stage:
        """Give the stage; of two who write it at a time the first does."""
        found = self._written.get(None)
        return self._written.setdefault(None, self.write()) if found is None else found


class Pages(Mapping[Node, Stage]):
    """Stages by number of which some are only promised."""

    __slots__ = ("_pages",)

    def __init__(self, pages: Mapping[Node, Stage | Page]) -> None:
        self._pages = pages

    def __getitem__(self, node: Node) -> Stage:
        found = self._pages[node]
        return found() if isinstance(found, Page) else found

    def __iter__(self) -> Iterator[Node]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, node: object) -> bool:
        """Tell whether a stage is among them, which writes none."""
        return node in self._pages


class _Book(dict[Node, Stage]):
    """What is written; a page that is missing is written when it is opened, and of two who write one the first does."""

    def __init__(self, written: Mapping[Node, Stage], write: Write) -> None:
        super().__init__()
        self._written, self._write = written, write

    def __missing__(self, node: Node) -> Stage:
        found = self._written.get(node)
        return self.setdefault(node, self._write(node) if found is None else found)


def opener(stages: Sequence[Stage]) -> Callable[[Node], Stage]:
    """Give what opens a stage by its number, with nothing in between: a walk opens one after the other."""
    return stages._book.__getitem__ if isinstance(stages, Promised) else stages.__getitem__  # noqa: SLF001 - our own


class Promised(Sequence[Stage]):
    """A sequence of `count` stages, of which some are written and `write` gives any other."""

    __slots__ = ("_book", "_count", "_whole")

    def __init__(self, written: Mapping[Node, Stage], count: int, write: Write) -> None:
        self._book = _Book(written, write)
        self._count = count
        self._whole: list[Stage] | None = None

    @overload
    def __getitem__(self, node: Node) -> Stage: ...
    @overload
    def __getitem__(self, node: slice) -> Sequence[Stage]: ...
    def __getitem__(self, node: Node | slice) -> Stage | Sequence[Stage]:
        return self._book[node] if type(node) is int else list(self)[node]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Stage]:
        """Give all stages in their order, which writes them all."""
        if self._whole is None:
            with collector_paused():
                self._whole = [self._book[node] for node in range(self._count)]
        return iter(self._whole)
