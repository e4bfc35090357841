"""Finding on the map: a letter on every element in sight, and a filter that dims the rest while one types.

While letters are text or names, the footer shows no key that is a letter: what it teaches is what a key does now.
"""

import re
from abc import abstractmethod

from textual.events import Key

from vpcdesign.design.noun import Noun
from vpcdesign.design.words import nearest
from vpcdesign.render.ink import Row, Span
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.moving import letters
from vpcdesign.render.map.picture import Picture
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer, Main
from vpcdesign.tui.frame.rows import Rows
from vpcdesign.tui.map.found import matching

SEEKING: Footer = (("open", "go there"), ("back", "leave the filter"))
CALLING: Footer = (("back", "stay here"),)


class Finding(Main):
    """A main whose elements are found by letters and by words."""

    def __init__(self) -> None:
        super().__init__()
        self.view = Box(0, 0, 1, 1)
        self.jumping: str | None = None
        """The letters typed so far of a jump, None while nobody jumps."""
        self.filter: Field | None = None

    @property
    @abstractmethod
    def shown(self) -> Picture:
        """The picture as it is on the screen."""

    @property
    def typing(self) -> bool:
        return self.filter is not None or self.jumping is not None

    @property
    def kept(self) -> frozenset[str] | None:
        """What the filter keeps; None where nothing is typed."""
        words = self.filter.text if self.filter is not None else ""
        return frozenset(matching(self.session.design, words)) if words else None

    def finding(self) -> Row | None:
        """Say what would be found now; None while nobody looks for anything."""
        if self.jumping is not None:
            return (Span(" A letter goes to its element; g is the first, e the last.", "muted"),)
        if self.filter is None:
            return None
        words = self.filter.text
        found = self._found_by(words)
        if found:
            first = self.desk.surroundings.called(found[0])
            more = f", the first of {len(found)}" if len(found) > 1 else ""
            return (Span(f" enter goes to {first}{more}.", "muted"),)
        names = {noun.name or noun.id for _, _, noun in self.session.design.nouns()}
        close = nearest(words, names) if words else None
        near = f"; nearest: {visible(close)}" if close else ""
        return (Span(f' Nothing matches "{visible(words)}"{near}.' if words else " Type a name.", "muted"),)

    def seeking(self) -> Footer:
        """Give the keys while one looks for something; none at other times."""
        return SEEKING if self.filter is not None else CALLING if self.jumping is not None else ()

    def takes(self, event: Key) -> bool:
        if self.jumping is not None:
            return self._jump(event)
        if self.filter is not None:
            return self._filter(event)
        return False

    def jump(self) -> None:
        self.jumping = ""
        self._renewed()

    def _jump(self, event: Key) -> bool:
        """Take the letter of an element; `g` again is the first element, `e` the last where it names none."""
        typed = (self.jumping or "") + (event.character or "")
        known = {letter: id for id, letter in letters(self.shown, self.view)}
        order = self.shown.order
        found = known.get(typed) or ({"g": order[0], "e": order[-1]}.get(typed) if order else None)
        if found is None and any(letter.startswith(typed) for letter in known) and event.is_printable:
            self.jumping = typed
        else:
            self.jumping = None
            if found is not None:
                self.desk.select(found)
        self._renewed()
        return True

    def do_filter(self) -> None:
        self.filter = Field()
        self._renewed()

    def leave_filter(self) -> None:
        """Show everything again."""
        self.filter = None
        self._renewed()

    def _renewed(self) -> None:
        """Draw the map anew, and what is said of it."""
        self.renew()
        for line in self.screen.query("#status").results(Rows):
            line.renew()

    def _found_by(self, words: str) -> list[str]:
        """Give what words find: what the map shows, else hosts, else whatever has them; a word of a name first."""
        found = matching(self.session.design, words) if words else []
        index, wanted = self.desk.surroundings.index, set(found)
        hosts = [id for id in found if index.kind_of(id) == "network_interfaces"]
        several = [id for id in self.shown.order if id in wanted] or hosts or found
        return sorted(several, key=lambda id: not _begins(index.by_id.get(id), words))

    def _filter(self, event: Key) -> bool:
        if self.filter is None:
            return False
        if event.key in {"escape", "enter"}:
            found = self._found_by(self.filter.text) if event.key == "enter" else []
            self.filter = None
            if found:
                self.desk.select(found[0])
        else:
            after = self.filter.after(event.key, event.character)
            if after is None:
                return False
            self.filter = after
        self._renewed()
        return True


def _begins(noun: Noun | None, words: str) -> bool:
    """Tell whether a word of somebody's name or id begins with what was typed."""
    text = f"{noun.name or ''} {noun.id}".casefold() if noun is not None else ""
    return re.search(rf"(?<![^\W_]){re.escape(words.casefold())}", text) is not None
