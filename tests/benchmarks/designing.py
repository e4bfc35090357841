"""The designer: how soon it is there, and how long a key takes to its repaint, measured from inside.

A repaint is what Textual does for one: everybody who is told makes its rows, and the whole screen is composed. The
first picture is taken on a pseudo-terminal, from the start of the process to the words on the screen.
"""

import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from pathlib import Path
from statistics import median

from tests.benchmarks.timing import ROOT, Figure, Spent
from tests.tui.harness import session_of, settled
from tests.tui.pseudo import Terminal
from vpcdesign.api.planning import Asked, make_plan
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.design.filters import EgressRule, SecurityGroup
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.tui.app import Designer
from vpcdesign.tui.launch import Launch

RUNS, KEYS = 5, 40
LAYOUT = ROOT / "layouts" / "three-tier.json"


def figures() -> Iterator[Figure]:
    """Measure the start, then keys on a design of six zones and six tiers, and on a large one."""
    yield Figure("home, first picture", _started([], "New design", RUNS), "500 ms", "from the start of the process")
    yield Figure("the map of three-tier", _started(["open", str(LAYOUT)], "10.20.64.0/20", RUNS), "800 ms", "the same")
    for words, goal, design in (
        ("six zones, six tiers", "16 ms", estate(6, 6, 1, each=3)),
        ("1,000 subnets, 5,000 interfaces", "50 ms", estate(5, 20, 10, each=5)),
    ):
        yield from _keys(words, goal, design)


def estate(zones: int, tiers: int, vpcs: int, *, each: int) -> Design:
    """Plan VPCs, and put interfaces with groups into every subnet."""
    sizes = [f"t{number}:/{24 if vpcs == 1 else 26}" for number in range(tiers)]
    named = [f"v{number}:/16" for number in range(vpcs)]
    asked = Asked("10.0.0.0/8", str(zones), sizes, regions=("us-east-1",), vpcs=named)
    design = make_plan(asked).design
    groups = [_group(vpc.id, number) for vpc in design.vpcs for number in range(20)]
    interfaces = [
        NetworkInterface(
            id=f"eni-{place}-{number}",
            subnet=subnet.id,
            private_ip=str(ip_network(subnet.cidr or "")[10 + number]),
            security_groups=(f"sg-{subnet.vpc}-{(place + number) % 20}",),
        )
        for place, subnet in enumerate(design.subnets)
        for number in range(each)
    ]
    return design.model_copy(update={"security_groups": tuple(groups), "network_interfaces": tuple(interfaces)})


def _group(vpc: str, number: int) -> SecurityGroup:
    line = EgressRule(protocol="tcp", ports="443", destination="0.0.0.0/0")
    return SecurityGroup(id=f"sg-{vpc}-{number}", vpc=vpc, egress=(line,))


def _started(arguments: list[str], words: str, runs: int) -> Spent:
    """Give the median time from the start of the process to words on the screen."""
    taken = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            began = time.perf_counter()
            terminal = Terminal(Path(folder), arguments)
            while words.encode() not in terminal.seen:
                terminal.read(0.002)
            taken.append(time.perf_counter() - began)
            terminal.kill()
    return Spent(median(taken), median(taken))


def _keys(words: str, goal: str, design: Design) -> Iterator[Figure]:
    """Measure moving, and editing a line and a subnet, on one design."""
    found: dict[str, list[float]] = {}

    async def scene() -> None:
        app = Designer(Launch(motion=False))
        async with app.run_test(size=(160, 50)) as pilot:
            app.work_on(session_of(design))
            await settled(pilot, app)
            gc.collect()
            gc.freeze()  # as the start of the designer does
            app.prove = lambda: None  # type: ignore[method-assign]  # proofs run beside; here the key alone is measured
            found["a move"] = _timed(app, lambda number: app.select(design.subnets[number % len(design.subnets)].id))
            found["an edit of a rule"] = _timed(app, lambda number: _edit_line(app, number))
            found["an edit of a subnet"] = _timed(app, lambda number: _edit_subnet(app, number))

    asyncio.run(scene())
    gc.unfreeze()
    for act, taken in found.items():
        late = sorted(taken)[int(len(taken) * 0.95)]
        spent = Spent(median(taken), median(taken))
        yield Figure(f"{act}: {words}", spent, goal, f"{late * 1000:.1f} ms for all but one in twenty")


def _timed(app: Designer, act: Callable[[int], object]) -> list[float]:
    """Do an act many times, each with the repaint that follows it."""
    taken = []
    for number in range(KEYS):
        began = time.perf_counter()
        act(number)
        app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no public way to paint at once
        taken.append(time.perf_counter() - began)
    return taken


def _edit_line(app: Designer, number: int) -> None:
    group = app.session.design.security_groups[number % 20]
    app.apply(change(app.session.design, f"{group.id}#egress/0", "ports", str(1000 + number)))


def _edit_subnet(app: Designer, number: int) -> None:
    subnet = app.session.design.subnets[number % 20]
    app.apply(change(app.session.design, subnet.id, "note", f"note {number}"))
