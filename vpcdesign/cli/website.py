"""The site that `vpcdesign serve` shows: one page, its files, and a designer of its own for every socket.

It answers only who asked for it by an address or by its own name, and opens a socket only for its own page: there is no
password, so a page of somebody else in the same browser must not get at the design (DNS rebinding, cross-site
websockets). Nothing on the page comes from another host, and the browser is told to allow nothing else.
"""

import asyncio
import html
import ipaddress
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

PAGE = {"page.css": "text/css", "page.js": "text/javascript"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The terminal on the page writes styles of its own, hence `unsafe-inline` for them; scripts are files only."""

SMALLEST, LARGEST = 10, 1000
"""Cells of a side; nobody's screen has fewer or more."""

PATIENCE = 5.0
"""Seconds that a designer has to end, and a page that is loaded anew waits for the one before it."""
_CHUNK = 65536

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Tab(AppService):
    """One designer, as a process; its socket is closed when it ends, also where it ends before it began."""

    async def run(self) -> None:
        """Hand on what it draws until it ends."""
        try:
            await super().run()
        finally:
            await self.remote_close()
            await self._ended()

    async def stop(self) -> None:
        """End it; one that does not is killed, and its journal has every step."""
        end = asyncio.get_running_loop().call_later(PATIENCE, self._kill)
        try:
            await super().stop()
        finally:
            end.cancel()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _ended(self) -> None:
        """See the process off, so that its file is free: it is heard out, or it could not write and never end."""
        process = self._process
        if process is None or process.stdout is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                while await process.stdout.read(_CHUNK):
                    pass
                await process.wait()
        except TimeoutError:
            self._kill()
            await process.wait()

    async def take(self, told: list[Any]) -> list[Any] | None:
        """Take what the page tells; give what it is answered, if anything."""
        match told:
            case ["stdin", str(typed)]:
                await self.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(_side(width), _side(height))
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()
            case ["ping", str(sent)]:
                return ["pong", sent]
            case _:  # a later page may tell more
                pass
        return None


class Site(Server):
    """The page, its files and its sockets."""

    def __init__(self, command: str, title: str, names: set[str]) -> None:
        """Take the command that starts a designer, what is served, and the names by which this host may be asked."""
        super().__init__(command, title=title)
        self.names = {name.lower() for name in names}
        self.leaving: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        """Make the application; only what is listed here is answered."""
        app = web.Application(middlewares=[self.guard])
        app.router.add_get("/", self.handle_index)
        app.router.add_get("/ws", self.handle_websocket)
        app.router.add_get("/page/{name}", _page_file)
        app.router.add_get("/download/{key}", self.handle_download)
        app.router.add_static("/static", self.statics_path)
        app.on_response_prepare.append(_with_headers)
        app.on_cleanup.append(self.see_off)
        return app

    async def see_off(self, app: web.Application) -> None:  # noqa: ARG002 - aiohttp's
        """Wait for the designers that are still leaving: each has its journal to close."""
        if self.leaving:
            await asyncio.wait(self.leaving, timeout=2 * PATIENCE)

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever was led here by another name, or from another page."""
        if not self.is_ours(request.host):
            raise web.HTTPForbidden(text="this host is not called so: ask it by its address\n")
        origin = request.headers.get("Origin", "" if request.path == "/ws" else None)
        if origin is not None and origin.lower().partition("://")[2] != request.host.lower():
            raise web.HTTPForbidden(text="only its own page may ask this\n")
        return await handler(request)

    def is_ours(self, host: str) -> bool:
        """Tell whether a page can only be ours that was asked of this host: rebinding needs a name of the attacker's.

        The port is not looked at: a tunnel has another one.
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
            if name not in self.names:
                ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    async def handle_index(self, request: web.Request) -> web.Response:  # noqa: ARG002 - aiohttp's
        """Give the page itself, which is ours: textual-serve's asks another host for a font."""
        page = _of_page("index.html").replace("{title}", html.escape(self.title))
        return web.Response(text=page, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a designer for as long as the socket is open."""
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)
        if self.leaving:  # the page was loaded anew: what it showed before still holds the journal's lock
            await asyncio.wait(self.leaving, timeout=PATIENCE)
        tab = Tab(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=_closing(websocket),
            download_manager=self.download_manager,
        )
        try:
            await tab.start(*(_asked(request, name) for name in ("width", "height")))
            async for message in websocket:
                if message.type is WSMsgType.TEXT and (answer := await tab.take(message.json())) is not None:
                    await websocket.send_json(answer)
        finally:
            leaving = asyncio.create_task(tab.stop())
            self.leaving.add(leaving)
            leaving.add_done_callback(self.leaving.discard)
            await asyncio.shield(leaving)
        return websocket


def _closing(websocket: web.WebSocketResponse) -> Callable[[], Awaitable[None]]:
    async def close() -> None:
        await websocket.close()

    return close


def _asked(request: web.Request, name: str) -> int:
    told = request.query.get(name, "")
    return _side(int(told) if told.isascii() and told.isdigit() and len(told) < len(str(LARGEST)) + 1 else 80)


def _side(cells: int) -> int:
    return max(SMALLEST, min(LARGEST, cells))


async def _page_file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in PAGE:
        raise web.HTTPNotFound
    return web.Response(text=_of_page(name), content_type=PAGE[name])


def _of_page(name: str) -> str:
    return files("vpcdesign.cli").joinpath("page", name).read_text(encoding="utf-8")


async def _with_headers(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001 - aiohttp's signature
    response.headers.update(HEADERS)
