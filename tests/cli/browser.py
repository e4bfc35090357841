"""A headless Chromium, where there is one: a page is opened in it, looked at, typed into and pictured.

It is driven by its own protocol over a socket, so nothing has to be installed for it but the browser itself.
"""

import asyncio
import base64
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome")
FOUND = next((found for name in NAMES if (found := shutil.which(name))), None)
PATIENCE = 40.0


class Browser:
    """One page of the browser; `asked` are the addresses that it fetched or tried to."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.number = 0
        self.asked: list[str] = []
        self.problems: list[str] = []

    async def call(self, method: str, **given: object) -> dict[str, Any]:
        """Call a method of the protocol; what happens meanwhile is noted."""
        self.number += 1
        await self.socket.send_json({"id": self.number, "method": method, "params": given})
        while True:
            told = await self.socket.receive_json(timeout=PATIENCE)
            if told.get("id") == self.number:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result
            self._note(told["method"], told["params"])

    def _note(self, method: str, told: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.asked.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.asked.append(told["url"])
            case "Runtime.exceptionThrown":
                self.problems.append(str(told["exceptionDetails"]))
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.problems.append(told["entry"]["text"])

    async def value(self, script: str) -> Any:  # noqa: ANN401 - whatever a page may hold
        return (await self.call("Runtime.evaluate", expression=script, awaitPromise=True))["result"].get("value")

    async def wait(self, script: str) -> None:
        """Wait until a condition holds on the page."""
        end = time.monotonic() + PATIENCE
        while not await self.value(script):
            assert time.monotonic() < end, f"{script} never came true; {self.problems}"
            await asyncio.sleep(0.2)

    async def picture(self) -> bytes:
        """Give the page as a PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])

    async def type(self, text: str) -> None:
        await self.call("Input.insertText", text=text)


@asynccontextmanager
async def browsing(address: str, folder: Path) -> AsyncIterator[Browser]:
    """Open an address in a browser of its own, which fetches nothing from anywhere but this machine."""
    assert FOUND is not None
    flags = ["--headless=new", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
    flags += ["--window-size=1200,800", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "about:blank"]
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(FOUND, *flags, stdout=quiet, stderr=quiet)
    try:
        async with ClientSession() as session:
            port = await _port(folder / "DevToolsActivePort")
            async with session.get(f"http://127.0.0.1:{port}/json/list") as listed:
                pages = [each for each in await listed.json() if each["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                browser = Browser(socket)
                for domain in ("Page", "Network", "Runtime", "Log"):
                    await browser.call(f"{domain}.enable")
                await browser.call("Page.navigate", url=address)
                yield browser
                await browser.call("Browser.close")
    finally:
        if process.returncode is None:
            try:
                await asyncio.wait_for(process.wait(), 5)
            except TimeoutError:
                process.kill()
                await process.wait()


async def _port(told: Path) -> int:
    end = time.monotonic() + PATIENCE
    while not (told.exists() and told.read_text()):  # noqa: ASYNC240 - a test waits for a file of two lines
        assert time.monotonic() < end, "the browser never came up"
        await asyncio.sleep(0.1)
    return int(told.read_text().splitlines()[0])  # noqa: ASYNC240
