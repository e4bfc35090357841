"""`vpcdesign serve`: the designer in a browser. Every tab is a process of `vpcdesign open`.

It listens on this machine alone unless it is told otherwise, and then says loudly what that means, as there is no
password.
"""

import errno
import ipaddress
import os
import shlex
import socket
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import click

from vpcdesign.cli.console import DONE, Console
from vpcdesign.errors import VpcdesignError

HOST, PORT = "127.0.0.1", 8000
EXTRA = "`vpcdesign serve` needs the extra `web`: pip install 'vpcdesign[web]'"
SHUTDOWN = 2.0
"""Seconds that open tabs have before their sockets are closed; each designer then lets go of its file."""

REFUSALS = {
    errno.EADDRINUSE: "port {port} of {host} is busy: choose another with --port, or any free one with --port 0",
    errno.EACCES: "port {port} is not for everybody: choose one above 1023 with --port",
    errno.EADDRNOTAVAIL: "{host} is no address of this machine: choose one of its own, or leave --host out",
}


@click.command("serve", short_help="The designer in a browser.")
@click.argument("design", required=False, type=click.Path())
@click.option(
    "--host", default=HOST, show_default=True, help="Where to listen; there is no password for who gets there."
)
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--read-only", is_flag=True, help="Show DESIGN and nothing else; no file can be written.")
@click.pass_obj
def command(console: Console, design: str | None, host: str, port: int, *, read_only: bool) -> int:
    """Serve the designer on DESIGN (a file, or the name of a layout), or at home, to browsers on this machine.

    Each tab is a designer of its own. The first on a file may save it; the others open it read-only. Nothing is
    fetched from anywhere else. Needs the extra `web`: pip install 'vpcdesign[web]'.
    """
    try:
        from vpcdesign.cli.website import Site
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("vpcdesign"):
            raise
        raise VpcdesignError(EXTRA) from None
    _look_at(design, read_only=read_only)
    with _listening(host, port) as listener:
        address, actual = listener.getsockname()[:2]
        name = _called(host, address)
        site = Site(_child(design, read_only=read_only), design or "vpcdesign", {"localhost", host, *_own_names()})
        if not ipaddress.ip_address(address.partition("%")[0]).is_loopback:
            _warn(console, f"{name}:{actual}", design, read_only=read_only)
        console.out(f"{design or 'the designer'} is at http://{name}:{actual}/ until ctrl+c\n")
        console.flush()
        _prepare()
        _run(site.application(), listener)
    return DONE


def _look_at(design: str | None, *, read_only: bool) -> None:
    """Say what is wrong with a design before anybody opens a page on it."""
    from vpcdesign.api.layouts import layout_names
    from vpcdesign.api.storage import STANDARD_INPUT, load

    if design is None:
        if read_only:
            raise VpcdesignError("--read-only shows one design and nothing else: name it")
        return
    if design == STANDARD_INPUT:
        raise VpcdesignError("standard input can be read once only, and every tab reads the design: name a file")
    if Path(design).exists() or design not in layout_names():
        load(design)


def _listening(host: str, port: int) -> socket.socket:
    """Take the port, so that it is ours before its address is told."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (socket.gaierror, UnicodeError):
        raise VpcdesignError(f"`{host}` is no address: choose one of this machine, or leave --host out") from None
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = REFUSALS.get(error.errno or 0, f"port {{port}} of {{host}}: {error.strerror}")
        raise VpcdesignError(reason.format(host=host, port=port)) from None
    return listener


def _called(host: str, address: str) -> str:
    """Name the host as the address bar wants it; a listener on every address is asked by the machine's name."""
    if ipaddress.ip_address(address.partition("%")[0]).is_unspecified:
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _own_names() -> set[str]:
    own = socket.gethostname()
    return {own, f"{own}.local"}


def _child(design: str | None, *, read_only: bool) -> str:
    """Give the command of a tab, for a shell, whose place it takes; `-P` keeps modules of the current folder out."""
    words = [sys.executable, "-P", "-m", "vpcdesign", "open"]
    words += ["--read-only"] if read_only else []
    words += ["--", design] if design is not None else []
    return f"exec {shlex.join(words)}" if os.name == "posix" else subprocess.list2cmdline(words)


def _warn(console: Console, place: str, design: str | None, *, read_only: bool) -> None:
    console.say(f"WARNING: {place} has no password and no encryption.")
    if read_only:
        console.say(f"WARNING: Anybody who reaches it reads {design}.")
    else:
        console.say(f"WARNING: Anybody who reaches it works on {design or 'your designs'}, and opens and overwrites")
        console.say("WARNING: other files with your rights. --read-only shows one design and writes nothing.")


def _prepare() -> None:
    """Give the tabs an environment that says what a browser shows, whatever terminal this is."""
    os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
    os.environ.pop("NO_COLOR", None)


def _run(application: object, listener: socket.socket) -> None:
    from aiohttp import web

    assert isinstance(application, web.Application)
    with redirect_stdout(sys.stderr):  # what a designer complained of when it ended
        web.run_app(application, sock=listener, print=None, access_log=None, shutdown_timeout=SHUTDOWN)
