"""Pictures of the designer: `python -m tests.tui.pictures` writes screenshots/NAME.svg from the scenes of the tests.

Names choose which; `--png FOLDER` also turns each into a PNG with chromium, to look at. The same scene gives the same
bytes, so that a picture changes only when the screen does.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.tui.pictured.drawing import still
from tests.tui.pictured.session import session
from tests.tui.pictured.shots import SHOTS, taken

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
MOVING = "session"
SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


def picture(name: str) -> str:
    """Draw a picture by its name."""
    if name == MOVING:
        return session()
    shot = SHOTS[name]
    screen, colours = taken(shot)
    return still(screen, shot.size[0], colours["surface"], colours["border"], shot.alt)


def to_png(svg: Path, png: Path) -> None:
    """Turn a picture into pixels with chromium."""
    browser = shutil.which("chromium")
    found = SIZE.search(svg.read_text(encoding="utf-8"))
    if browser is None or found is None:
        return
    size = f"--window-size={found[1]},{found[2]}"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]
    command = [browser, *flags, size, f"--screenshot={png}", f"file://{svg.resolve()}"]
    subprocess.run(command, check=True, capture_output=True)


def main(arguments: Sequence[str]) -> int:
    """Write the pictures that are asked for, or all."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.tui.pictures", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(SHOTS)}, {MOVING}")
    parser.add_argument("--png", type=Path, metavar="FOLDER", help="write PNG too")
    said = parser.parse_args(arguments)
    SCREENSHOTS.mkdir(exist_ok=True)
    for name in said.names or [*SHOTS, MOVING]:
        file = SCREENSHOTS / f"{name}.svg"
        file.write_text(picture(name), encoding="utf-8")
        sys.stdout.write(f"{file.name} {file.stat().st_size // 1024} kB\n")
        if said.png is not None:
            said.png.mkdir(parents=True, exist_ok=True)
            to_png(file, said.png / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
