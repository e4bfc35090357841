"""A short session as one moving picture: a block is carved, a trace dies on a forgotten reply rule and lives again.

Frames are shown by the style sheet alone, without a script; a row that did not change is drawn once. Whoever wants
nothing to move sees the last frame.
"""

from typing import NamedTuple

from tests.tui.clock import run
from tests.tui.harness import settled
from tests.tui.pictured.cells import Look, Run, Screenful, screenful
from tests.tui.pictured.drawing import EDGE, Palette, fragment, framed, style
from tests.tui.pictured.shots import APilot, Shot, opened, own_place, steadied
from tests.tui.pictured.strokes import CELL, LINE
from tests.tui.scenes import SCENES
from vpcdesign.tui.app import Designer
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.session.asking import Asked

SIZE = (120, 40)
SECONDS = 3.2
NAMES = {".": "full_stop", "/": "slash"}
KEPT = (*"65535", "enter", *(NAMES.get(sign, sign) for sign in "10.20.64.0/18"), "enter", "enter")
ALT = "A session: the next free block becomes a subnet; a trace dies on a forgotten reply rule and lives after one edit"


class Frame(NamedTuple):
    """One moment: the keys that led here, what they did, and the screen."""

    keys: str
    words: str
    screen: Screenful


class Recorder:
    """Presses keys and keeps frames."""

    def __init__(self, pilot: APilot, app: Designer) -> None:
        self.pilot, self.app = pilot, app
        self.frames: list[Frame] = []

    async def rest(self) -> None:
        await settled(self.pilot, self.app)
        await self.pilot.pause(0.3)
        await settled(self.pilot, self.app)

    async def show(self, keys: str, words: str, *pressed: str) -> None:
        """Press keys, wait for every answer, and keep what is shown."""
        await self.pilot.press(*pressed)
        await self.rest()
        await steadied(self.pilot, self.app)
        self.frames.append(Frame(keys, words, screenful(self.app)))


async def play(film: Recorder) -> None:
    """Play the session."""
    app = film.app
    app.select("app-b")
    await film.show("", "The shop: three zones, three tiers")
    app.select("public-b")
    await film.rest()
    await film.show("2", "the address plan: used, reserved, free", "2")
    await film.show("b", "the next free block of that size, and what each key would do", "b")
    await film.show("a", "it is a subnet now; every other block stayed where it was", "a")
    await film.show("u", "undone: every step can be, also tomorrow", "u")
    await film.pilot.press("1")
    app.select("app-2")
    await film.pilot.press("s")
    app.ask(Asked("app-2", "db-1", "postgres"))
    await film.show("s d", "does app-2 reach the database? there and back it does")
    await film.pilot.press("5")
    app.select("acl-db#egress/0")
    await film.show("5", "the database's network ACL: one rule lets its answers out")
    await film.show("x", "without it: the strip says at once what that closes, and for whom", "x")
    await film.show("1 n", "the question that stands dies on the way back; n walks to where", "1", *["n"] * 8)
    await film.pilot.press("enter")
    await film.rest()
    answers = ("a", *"tcp", "enter", *"1024-")
    await film.show("enter a", "to the rule that decided, and a line for the answers, judged while typed", *answers)
    await film.show("enter", "kept: what was closed is open again", *KEPT)
    await film.show("1", "and the path lives", "1")


def frames() -> tuple[list[Frame], dict[str, str]]:
    """Play the session without a terminal."""
    kept: list[tuple[list[Frame], dict[str, str]]] = []

    async def whole() -> None:
        app = Designer(Launch(motion=False))
        async with app.run_test(size=SIZE, notifications=False) as pilot:
            await opened(Shot(SCENES["map"], ""), app, pilot)
            film = Recorder(pilot, app)
            await play(film)
            variables = app.theme_variables
            names = {"surface": "background", "border": "ink-border", "focus": "ink-focus", "text": "foreground"}
            kept.append((film.frames, {name: variables[key] for name, key in names.items()}))

    with own_place():
        run(whole())
    return kept[0]


def session() -> str:
    """Draw the session."""
    film, colours = frames()
    palette = Palette()
    known: dict[str, str] = {}
    drawn = [_frame(number, frame, colours, palette, known) for number, frame in enumerate(film)]
    defs = "".join(f'<g id="{name}">{picture}</g>\n' for picture, name in known.items())
    body = f'<defs>\n{defs}</defs>\n<g transform="translate({EDGE} {EDGE})">\n{"".join(drawn)}</g>\n'
    size = (SIZE[0] * CELL, (SIZE[1] + 2) * LINE)
    return framed(body, size, colours, ALT, style(palette) + timing(len(film)))


def _frame(number: int, frame: Frame, colours: dict[str, str], palette: Palette, known: dict[str, str]) -> str:
    rows = [*frame.screen, (), _caption(frame, colours)]
    uses = []
    for place, runs in enumerate(rows):
        picture = fragment(runs, colours["surface"], palette)
        if picture:
            name = known.setdefault(picture, f"r{len(known)}")
            uses.append(f'<use href="#{name}" y="{place * LINE}"/>')
    return f'<g class="n n{number}">{"".join(uses)}</g>\n'


def _caption(frame: Frame, colours: dict[str, str]) -> tuple[Run, ...]:
    """Say under the screen which keys led here."""
    runs = []
    at = 1
    if frame.keys:
        badge = f" {frame.keys} "
        runs.append(Run(at, badge, Look(colours["surface"], colours["focus"], bold=True)))
        at += len(badge) + 1
    return (*runs, Run(at, frame.words, Look(colours["text"], colours["surface"])))


def timing(count: int) -> str:
    """Write the style sheet that shows one frame after the other; the last stands when nothing may move."""
    rules = [".n{visibility:hidden}", f".n{count - 1}{{visibility:visible}}"]
    rules.append("@media (prefers-reduced-motion:no-preference){")
    for number in range(count):
        start, end = 100 * number / count, 100 * (number + 1) / count
        before = f"0%,{start - 0.01:.2f}%{{visibility:hidden}}" if number else ""
        after = f"{end:.2f}%,100%{{visibility:hidden}}" if number < count - 1 else ""
        shown = f"{start:.2f}%,{end - 0.01:.2f}%{{visibility:visible}}"
        rules.append(f"@keyframes k{number}{{{before}{shown}{after}}}")
        rules.append(f".n{number}{{visibility:hidden;animation:k{number} {count * SECONDS:g}s step-end infinite}}")
    rules.append("}")
    return "".join(rules)
