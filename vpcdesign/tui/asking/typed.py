"""Asking by typing: from, to and service in the side pane, each completed from the design.

A field that holds what it was given, and that nobody has typed into or moved in, is marked as a whole: the first letter
typed takes its place, so that `postgres` over the usual `https` is no `httpspostgres`.
"""

from textual.events import Click, Key, Paste

from vpcdesign.render.ink import Row, Span, fit, on, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.asking.words import matching, selectors, services
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.pages.page import title
from vpcdesign.tui.session.asking import Asked

LABELS = ("from", "to", "service")
_OFFERED = 8


class TypedPane(Pane):
    """Three fields; `enter` in the last asks."""

    name_of = "typed"
    footer: Footer = (("open", "next, ask"), ("pane.next", "complete"), "back")

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.fields = [Field.holding(text) for text in (asked.source, asked.destination, asked.service)]
        self.at = next((place for place, one in enumerate(self.fields) if not one.text), 2)
        self.given = {place for place, one in enumerate(self.fields) if one.text}

    @property
    def typing(self) -> bool:
        return True

    def offered(self) -> list[str]:
        """Give what the field may become."""
        known = services() if self.at == 2 else selectors(self.desk.session.design)
        return matching(known, self.fields[self.at].text, _OFFERED)

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - it is short
        room = width - 10 - self.margin
        lines: list[Row] = []
        for place, (label, field) in enumerate(zip(LABELS, self.fields, strict=True)):
            here = place == self.at
            marked = here and place in self.given
            text = field.row(room) if here and not marked else fit(row(Span(visible(field.text), reverse=marked)), room)
            lines.append(
                row(Span(f"{label:<8} ", "focus" if here else "muted"), *(on(text, "raised") if here else text))
            )
        lines.append(())
        lines += [row(Span("         "), Span(visible(word), "muted")) for word in self.offered()]
        lines += [(), row(Span("tab completes, enter goes on", "muted"))]
        return self.framed(title("Trace", "a question", width - self.margin), lines, width)

    def takes(self, event: Key) -> bool:
        match event.key:
            case "tab":
                self._complete()
            case "down":
                self.at = min(self.at + 1, 2)
            case "up" | "shift+tab":
                self.at = max(self.at - 1, 0)
            case "enter":
                self._enter()
            case _:
                return self._typed(event)
        self.renew()
        return True

    def _typed(self, event: Key) -> bool:
        letter = event.character is not None and event.is_printable
        field = Field() if letter and self.at in self.given else self.fields[self.at]
        after = field.after(event.key, event.character)
        if after is None:
            return False
        self._hold(after)
        self.renew()
        return True

    def _hold(self, field: Field) -> None:
        self.fields[self.at] = field
        self.given.discard(self.at)

    def _complete(self) -> None:
        words = self.offered()
        if words and self.fields[self.at].text not in words:
            self._hold(Field.holding(words[0]))
        else:
            self.at = (self.at + 1) % 3

    def do_open(self) -> None:
        """Go on to the next field, and ask after the last."""
        self._enter()

    def _enter(self) -> None:
        if self.at < 2:
            self.at += 1
            return
        texts = [field.text.strip() for field in self.fields]
        if all(texts):
            self.desk.ask(Asked(*texts))
        else:
            self.at = texts.index("")

    def on_paste(self, event: Paste) -> None:
        event.stop()
        self._hold((Field() if self.at in self.given else self.fields[self.at]).typed(event.text))
        self.renew()

    def on_click(self, event: Click) -> None:
        place = event.y - 2
        if 0 <= place < 3:
            self.at = place
        elif 4 <= place < 4 + len(self.offered()):
            self._hold(Field.holding(self.offered()[place - 4]))
            self._enter()
        self.renew()
