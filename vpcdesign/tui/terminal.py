"""What the terminal can show, decided from its environment before Textual is even imported.

Textual reads its constants when it is imported and chooses its filters when the application is made, so `prepare` comes
before both. The ladder goes down by steps that lose colour or signs, never words: true colour, 256, 16, none; drawn
signs, ASCII. Below it stands a terminal that cannot place text at all: then one sentence says what to do instead.
"""

import locale
import os
import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Literal

Depth = Literal["truecolor", "256", "standard", "none"]
"""How many colours, in the words of TEXTUAL_COLOR_SYSTEM; `standard` are the 16 of the user's own palette."""

ADVICE = "use another terminal (TERM=xterm-256color), or ask on the command line: `vpcdesign --help`"
_FLAT = {"dumb", "unknown"}
_WIDE_LANGUAGES = ("ja", "ko", "zh")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What may be sent to the terminal. `refused` says why nothing can be, and what to do; else it is empty."""

    depth: Depth = "truecolor"
    ascii_only: bool = False
    motion: bool = True
    offer_ascii: bool = False
    """Where signs may come out two cells wide: East Asian locales."""
    refused: str = ""
    plain: bool = False
    """Whether drawn signs would not arrive as they are."""

    def signs_ascii(self, chosen: str) -> bool:
        """Say whether signs are ASCII, for what the user chose: `auto`, `always` or `never`."""
        return chosen == "always" or (chosen == "auto" and self.plain)

    def colouring(self, theme: str) -> Literal["true", "sixteen", "none"]:
        """Say how rows are painted; an ansi theme is the terminal's own 16 colours wherever there are any."""
        if self.depth == "none":
            return "none"
        return "sixteen" if self.depth == "standard" or theme.startswith("ansi") else "true"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is looked at: the environment, whether somebody sits there, and how Python writes text."""

    environ: Mapping[str, str]
    interactive: bool = True
    encoding: str = "utf-8"
    windows: bool = False


def around() -> Surroundings:
    """Look at this process. Textual reads standard input and draws on standard error."""
    interactive = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))
    return Surroundings(os.environ, interactive, locale.getpreferredencoding(do_setlocale=False), os.name == "nt")


def decide(around: Surroundings, ascii_signs: str = "auto", *, motion: bool = True) -> Terminal:
    """Decide what the terminal is; `ascii_signs` and `motion` are what the user chose."""
    environ = around.environ
    term = environ.get("TERM", "").lower()
    if not around.interactive and "TEXTUAL_DRIVER" not in environ:
        return Terminal(refused=f"the designer needs a terminal: {ADVICE}")
    if term in _FLAT:
        return Terminal(refused=f"TERM={term} cannot place text on a screen: {ADVICE}")
    plain = term == "linux" or not _is_utf8(around)
    return Terminal(
        plain=plain,
        depth=_depth(environ, term, windows=around.windows),
        ascii_only=Terminal(plain=plain).signs_ascii(ascii_signs),
        motion=motion and environ.get("TEXTUAL_ANIMATIONS", "").lower() != "none",
        offer_ascii=ascii_signs == "auto" and not plain and _locale(environ).startswith(_WIDE_LANGUAGES),
    )


def prepare(environ: MutableMapping[str, str], terminal: Terminal) -> None:
    """Tell Textual, by the environment that it reads when it is imported."""
    if terminal.depth == "none":
        environ["NO_COLOR"] = "1"
        environ["TEXTUAL_COLOR_SYSTEM"] = "standard"
    else:
        environ.pop("NO_COLOR", None)
        environ["TEXTUAL_COLOR_SYSTEM"] = terminal.depth
    if not terminal.motion:
        environ["TEXTUAL_ANIMATIONS"] = "none"


def _depth(environ: Mapping[str, str], term: str, *, windows: bool) -> Depth:
    if environ.get("NO_COLOR"):  # set and not empty, as no-color.org has it
        return "none"
    forced = environ.get("TEXTUAL_COLOR_SYSTEM", "")
    if forced in {"truecolor", "256", "standard"}:
        return forced  # type: ignore[return-value]  # one of the three
    if term.endswith(("-m", "-mono")) or (term.startswith("vt") and "color" not in term):
        return "none"
    if term == "linux":
        return "standard"
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or term.endswith("-direct"):
        return "truecolor"
    if windows or "WT_SESSION" in environ:
        return "truecolor"
    return "256" if "256color" in term or "kitty" in term else "standard"


def _is_utf8(around: Surroundings) -> bool:
    """Tell whether signs arrive as they are: by the locale where one is set, else by what Python writes.

    Python itself turns the bare C locale into C.UTF-8 (PEP 538), as most terminals that come with it are UTF-8; it is
    believed in that.
    """
    name = _locale(around.environ)
    if not name:
        return around.encoding.lower().replace("-", "") == "utf8"
    return "utf8" in name.lower().replace("-", "")


def _locale(environ: Mapping[str, str]) -> str:
    return environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
