"""The designer: how soon it is there, and how long a key takes to its repaint, measured from inside.

A repaint is what Textual does for one: everybody who is told makes its rows, and the whole screen is composed. Before
it an edit is judged as AWS would, written into the journal and synced, as every step is. The first picture is taken on
a pseudo-terminal, from the start of the process to the words on the screen.
"""

import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from statistics import median
from unittest.mock import patch

from tests.benchmarks.timing import ROOT, Figure, Spent, once
from tests.tui.harness import settled
from tests.tui.pseudo import Terminal
from vpcdesign.api.planning import Asked, make_plan
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.design.filters import EgressRule, SecurityGroup
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.journal.journal import Journal
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.session import Session

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
    found: dict[str, list[Spent]] = {}

    async def scene() -> None:
        app = Designer(Launch(motion=False))
        async with app.run_test(size=(160, 50)) as pilot:
            app.work_on(written(design))
            await settled(pilot, app)
            gc.collect()
            gc.freeze()  # as the start of the designer does
            app.prove = lambda: None  # type: ignore[method-assign]  # proofs run beside; here the key alone is measured
            found["a move"] = _timed(app, lambda number: app.select(design.subnets[number % len(design.subnets)].id))
            found["an edit of a rule"] = _timed(app, lambda number: _edit_line(app, number))
            found["an edit of a subnet"] = _timed(app, lambda number: _edit_subnet(app, number))
            found["an edit of an interface"] = _timed(app, lambda number: _edit_interface(app, number))
            app.let_go()

    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, {"XDG_STATE_HOME": folder}):
        asyncio.run(scene())
    gc.unfreeze()
    for act, taken in found.items():
        walls, cpus = [one.wall for one in taken], [one.cpu for one in taken]
        late = sorted(walls)[int(len(walls) * 0.95)]
        spent = Spent(median(walls), median(cpus))
        yield Figure(f"{act}: {words}", spent, goal, f"{late * 1000:.1f} ms for all but one in twenty")


def written(design: Design) -> Session:
    """Begin a session that is written down as every other one is."""
    path = Path("large.json")
    journal = Journal(path)
    journal.begin(write(design), saved=True)
    return Session(History((Step("opened", design),)), path, journal)


def _timed(app: Designer, act: Callable[[int], object]) -> list[Spent]:
    """Do an act many times, each with the repaint that follows it."""

    def key(number: int) -> None:
        act(number)
        app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no public way to paint at once

    return [once(partial(key, number)) for number in range(KEYS)]


def _edit_line(app: Designer, number: int) -> None:
    group = app.session.design.security_groups[number % 20]
    assert app.apply(change(app.session.design, f"{group.id}#egress/0", "ports", str(1000 + number)))


def _edit_subnet(app: Designer, number: int) -> None:
    """Let a subnet be of another tier: nothing that a note is, for it is judged and drawn."""
    subnet = app.session.design.subnets[number % 20]
    assert app.apply(change(app.session.design, subnet.id, "tier", f"tier {number}"))


def _edit_interface(app: Designer, number: int) -> None:
    """Give an interface another address."""
    host = app.session.design.network_interfaces[number]
    network = ip_network(f"{host.private_ip}/26", strict=False)
    assert app.apply(change(app.session.design, host.id, "private_ip", str(network[40 + number % 5])))
