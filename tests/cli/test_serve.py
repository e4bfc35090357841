"""`vpcdesign serve`: who is let in, what the page may fetch, and a designer behind every socket."""

import asyncio
import re
import shlex
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.cli.running import ROOT, THREE_TIER, Done, vpcdesign
from vpcdesign.cli import serving

pytest.importorskip("textual_serve", reason="the extra `web` is not installed")

import aiohttp
from aiohttp import web

from tests.cli import browser
from vpcdesign.cli import website

PATIENCE = 40.0
ELSEWHERE = "http://evil.example"


# --- the command ---


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have the command end where it would begin to serve; what it would have served is in the list."""
    found: list[str] = []

    def run(application: object, listener: socket.socket) -> None:
        assert application is not None
        found.append(f"{listener.getsockname()[0]}")

    monkeypatch.setattr(serving, "_run", run)
    return found


def serve(*arguments: str) -> Done:
    return vpcdesign(["serve", *arguments])


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("textual_serve", "textual_serve.app_service", "textual_serve.server"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "vpcdesign.cli.website")
    done = serve(THREE_TIER)
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: `vpcdesign serve` needs the extra `web`: pip install 'vpcdesign[web]'\n"


def test_it_listens_on_this_machine_alone_and_has_nothing_to_warn_of(served: list[str]) -> None:
    done = serve(THREE_TIER, "--port", "0")
    assert (done.status, done.err, served) == (0, "", ["127.0.0.1"])
    assert re.search(r" is at http://127\.0\.0\.1:[1-9]\d+/ until ctrl\+c\n$", done.out)


@pytest.mark.parametrize("more", [(), ("--read-only",)])
def test_on_any_other_address_it_warns_loudly(more: tuple[str, ...], served: list[str]) -> None:
    done = serve(THREE_TIER, "--host", "0.0.0.0", "--port", "0", *more)  # noqa: S104 - that is what is warned of
    assert (done.status, served) == (0, ["0.0.0.0"])  # noqa: S104
    assert all(line.startswith("WARNING: ") for line in done.err.splitlines())
    assert "no password" in done.err
    assert ("overwrites" in done.err) is (more == ())


def test_a_busy_port_is_refused_with_a_way_out(served: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = serve(THREE_TIER, "--port", str(port))
    assert (done.status, done.out, served) == (2, "", [])
    assert done.err.startswith(f"error: port {port} of 127.0.0.1 is busy: ")
    assert "--port 0" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "203.0.113.9", THREE_TIER), "203.0.113.9 is no address of this machine"),
        (("nowhere.json",), "nowhere.json: no such file"),
        (("README.md",), "README.md:1:"),
        (("-",), "standard input can be read once only"),
        (("--read-only",), "--read-only shows one design"),
        (("--port", "65536"), "65536"),
    ],
)
def test_what_cannot_be_served_is_told_before_anybody_looks(
    arguments: tuple[str, ...], words: str, served: list[str]
) -> None:
    done = serve(*arguments)
    assert (done.status, done.out, served) == (2, "", [])
    assert words in done.err


# --- the site ---


def site(*arguments: str, names: frozenset[str] = frozenset({"localhost"})) -> website.Site:
    words = [sys.executable, "-m", "vpcdesign", "open", *arguments]
    return website.Site(f"exec {shlex.join(words)}", "shop <1>", set(names))


class Tab:
    """A socket as the page opens it; `drawn` is what the designer has sent."""

    def __init__(self, opened: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = opened
        self.drawn = ""
        self.told: list[str] = []

    async def wait_for(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.drawn and not any(words in one for one in self.told):
            told = await self.socket.receive(timeout=max(0.1, end - time.monotonic()))
            match told.type:
                case aiohttp.WSMsgType.BINARY:
                    self.drawn += told.data.decode("utf-8", "replace")
                case aiohttp.WSMsgType.TEXT:
                    self.told.append(told.data)
                case _:
                    pytest.fail(f"{words!r} never came: {told}; drawn: {self.drawn[-2000:]!r}")

    async def press(self, keys: str) -> None:
        await self.socket.send_json(["stdin", keys])


class Reached:
    """A site that listens, and a client that asks it."""

    def __init__(self, address: str, client: aiohttp.ClientSession) -> None:
        self.address = address
        self.client = client

    async def status(self, path: str, **headers: str) -> int:
        async with self.client.get(self.address + path, headers=headers) as answer:
            status: int = answer.status
            return status

    async def text(self, path: str) -> str:
        async with self.client.get(self.address + path) as answer:
            assert answer.status == 200, path
            text: str = await answer.text()
            return text

    @asynccontextmanager
    async def tab(self, size: str = "width=120&height=40") -> AsyncIterator[Tab]:
        async with self.client.ws_connect(f"{self.address}/ws?{size}", origin=self.address, max_msg_size=0) as opened:
            yield Tab(opened)


def play(scene: Callable[[Reached], Coroutine[None, None, None]], shown: website.Site | None = None) -> None:
    """Play a scene with a site on this machine."""

    async def whole() -> None:
        runner = web.AppRunner((shown or site(THREE_TIER)).application(), shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            async with aiohttp.ClientSession() as client:
                await scene(Reached(f"http://127.0.0.1:{runner.addresses[0][1]}", client))
        finally:
            await runner.cleanup()

    asyncio.run(whole())


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a copy of the shop, and the designers a home of their own."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name, value in (("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8"), ("NO_COLOR", "")):
        monkeypatch.setenv(name, value)
    file = tmp_path / "shop.json"
    file.write_bytes(Path(THREE_TIER).read_bytes())
    return str(file)


def test_the_page_holds_and_fetches_nothing_from_anywhere_else() -> None:
    async def scene(reached: Reached) -> None:
        page = await reached.text("/")
        assert "<title>shop &lt;1&gt;</title>" in page
        parts = re.findall(r'(?:src|href)="([^"]+)"', page)
        for part in [part for part in parts if part != "data:,"]:
            assert part.startswith("/"), part
            held = await reached.text(part)
            fetched = re.findall(r"url\([\s'\"]*([^)\s'\"]+)", held) if part.endswith(".css") else []
            assert [one for one in fetched if not one.startswith("/static/")] == []
            for one in fetched:
                assert await reached.status(one) == 200
            assert "googleapis" not in held
        assert len(parts) == 5

    play(scene)


def test_the_browser_is_told_to_fetch_nothing_either() -> None:
    async def scene(reached: Reached) -> None:
        for path in ("/", "/page/page.js", "/static/js/textual.js"):
            async with reached.client.get(reached.address + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "://" not in policy
                assert "*" not in policy
                assert policy.startswith("default-src 'none'; script-src 'self';")

    play(scene)


@pytest.mark.parametrize("path", ["/static/", "/page/index.html", "/page/..%2fconsole.py", "/download/x", "/etc"])
def test_nothing_else_is_answered(path: str) -> None:
    async def scene(reached: Reached) -> None:
        assert await reached.status(path) in {403, 404}

    play(scene)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.evil.example", "[", ""])
def test_a_host_of_another_name_is_not_answered(host: str) -> None:
    async def scene(reached: Reached) -> None:
        assert await reached.status("/", Host=host) == 403

    play(scene)


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1", "[::1]:9000", "192.0.2.7:80", "box.lan"])
def test_an_address_or_an_own_name_is(host: str) -> None:
    async def scene(reached: Reached) -> None:
        assert await reached.status("/", Host=host) == 200

    play(scene, site(names=frozenset({"localhost", "Box.lan"})))


@pytest.mark.parametrize("origin", [None, "null", "", ELSEWHERE, "http://127.0.0.1:1", "http://127.0.0.1"])
def test_a_socket_is_opened_for_its_own_page_only(origin: str | None) -> None:
    async def scene(reached: Reached) -> None:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await reached.client.ws_connect(f"{reached.address}/ws", origin=origin)
        assert refused.value.status == 403
        if origin:
            assert await reached.status("/", Origin=origin) == 403

    play(scene)


def test_a_designer_that_does_not_begin_closes_its_socket(capsys: pytest.CaptureFixture[str]) -> None:
    async def scene(reached: Reached) -> None:
        async with reached.tab() as tab:
            told = await tab.socket.receive(timeout=PATIENCE)
            assert told.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}

    play(scene, site("--theme", "none-such"))
    assert "no theme is called `none-such`" in capsys.readouterr().out


def test_each_socket_has_a_designer_and_the_first_has_the_file(shop: str) -> None:
    async def scene(reached: Reached) -> None:
        async with reached.tab() as first:
            await first.wait_for("public-a")
            assert "(read-only)" not in first.drawn
            await first.socket.send_json(["ping", "7"])
            await first.wait_for('["pong", "7"]')
            async with reached.tab("width=80&height=x") as second:
                await second.wait_for("(read-only)")
        async with reached.tab() as again:  # the page loaded anew: the file is free again
            await again.wait_for("public-a")
            assert "(read-only)" not in again.drawn

    play(scene, site(shop))


def test_an_export_is_a_download(shop: str) -> None:
    async def scene(reached: Reached) -> None:
        async with reached.tab() as tab:
            await tab.wait_for("public-a")
            await tab.press(":")
            await tab.wait_for("enter run")
            await tab.press("export a b.csv")
            await tab.wait_for("a b.csv")
            await tab.press("\r")
            await tab.wait_for("deliver_file_start")
            key = re.findall(r'"deliver_file_start", "([^"]+)"', "".join(tab.told))[0]
            async with reached.client.get(f"{reached.address}/download/{key}") as answer:
                assert answer.headers["Content-Disposition"] == "attachment; filename=a-b.csv"
                assert "10.20.64.0/20" in await answer.text()
        assert not (Path(shop).parent / "a b.csv").exists()

    play(scene, site(shop))


def test_read_only_leaves_no_trace_and_shows_nothing_else(shop: str) -> None:
    before = sorted(Path(shop).parent.rglob("*.json"))

    async def scene(reached: Reached) -> None:
        async with reached.tab() as tab, reached.tab() as other:
            await tab.wait_for("(read-only)")
            await other.wait_for("(read-only)")
            await tab.press("\x0f")
            await tab.wait_for("only this design is shown here")
            await tab.press("\x13")
            await tab.wait_for("cannot be written")

    play(scene, site("--read-only", shop))
    assert sorted(Path(shop).parent.rglob("*.json")) == before
    assert not list(Path(shop).parent.rglob("*journal*"))


# --- all of it, as it is run ---


@asynccontextmanager
async def running(*arguments: str) -> AsyncIterator[str]:
    """Run the command as users do, and give its address; it ends by ctrl+c, and as it should."""
    command = [sys.executable, "-m", "vpcdesign", "serve", "--port", "0", *arguments]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe, cwd=ROOT)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        said = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        (address,) = re.findall(r"http://\S+", said.decode())
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        status = await asyncio.wait_for(process.wait(), PATIENCE)
    assert (status, await process.stderr.read()) == (0, b"")


@pytest.mark.skipif(browser.FOUND is None, reason="no Chromium is installed")
def test_a_browser_shows_the_designer(shop: str, tmp_path: Path) -> None:
    async def scene() -> None:
        async with running(shop) as address, browser.browsing(address, tmp_path / "browser") as page:
            await page.wait("document.body.classList.contains('-first-byte')")
            await page.wait("document.querySelectorAll('#terminal canvas').length > 0")
            assert await page.value("getComputedStyle(document.getElementById('opening')).display") == "none"
            assert await page.value("[...document.fonts].every((font) => font.status === 'loaded')")
            end = time.monotonic() + PATIENCE
            while len(shown := await page.picture()) < 20_000:  # a page with nothing on it takes seven
                assert time.monotonic() < end, "nothing was drawn"
                await asyncio.sleep(0.5)
            await page.type("5")
            while await page.picture() == shown:
                assert time.monotonic() < end, "a key changed nothing"
                await asyncio.sleep(0.5)
            assert page.problems == []
            hosts = {asked.split("/")[2] for asked in page.asked if not asked.startswith("data:")}
            assert hosts == {address.split("/")[2]}

    asyncio.run(scene())
