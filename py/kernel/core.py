"""Hand each message to the session of the page that sent it, and answer every one."""

from __future__ import annotations

import io
import traceback
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from typing import Any, Protocol

from imaging import backend, typed
from imaging.typed import TypedError
from kernel.editing import edited
from kernel.session import Answer, Session
from livedemo import discovery
from livedemo.controls import ControlError
from livedemo.display import Display
from livedemo.images import Picture
from livedemo.result import NoSuggestion
from livedemo.state import clean_state
from samples import load as load_sample

#: Samples kept in memory for all pages together; the least recently used one goes first.
SAMPLES_KEPT = 6
#: Characters of what was printed that a page gets.
MOST_PRINTED = 20_000


class Host(Protocol):
    """What the kernel needs from the worker it runs in."""

    def post(self, client: int, message: Mapping[str, Any], answer: Answer | None = None) -> None:
        """Send a message to a page; the arrays of `answer` are copied out and handed over."""

    async def fetch(self, path: str) -> bytes:
        """Return a file of the site, `path` relative to its root."""

    async def load_packages(self, names: list[str], client: int) -> None:
        """Make Python packages importable."""

    def offer_wheels(self) -> None:
        """Let micropip look for packages on this site, and nowhere else."""


class Kernel:
    """All pages of this worker."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._sessions: dict[int, Session] = {}
        self._samples: OrderedDict[str, Picture] = OrderedDict()

    async def receive(self, client: int, message: Mapping[str, Any]) -> None:
        """Act on one message of the page `client`; errors are answered, never raised."""
        kind = message.get("type")
        try:
            answer = getattr(self, f"_on_{kind}")(client, message)
            if answer is not None:
                await answer
        except (Exception, SystemExit) as raised:
            expected = isinstance(raised, (ControlError, NoSuggestion, TypedError, discovery.DemoError))
            error = typed.explained(raised) if not expected and typed.line_of(raised) else raised
            expected = expected or error is not raised
            self._host.post(client, {
                "type": "error", "for": kind, "seq": message.get("seq"),
                "message": str(error) if expected else f"{type(error).__name__}: {error}",
                "detail": "" if expected else _where(error),
                "value": isinstance(error, ControlError), "line": getattr(error, "line", None),
            })

    def _on_open(self, client: int, message: Mapping[str, Any]) -> None:
        demo = discovery.load(message["demo"])
        displays = [Display.read(d) for d in message["displays"]]
        self._sessions[client] = Session(demo, displays, self._sample)
        self._host.post(client, {"type": "ready", "demo": demo.name})

    async def _on_code(self, client: int, message: Mapping[str, Any]) -> None:
        session, source = self._session(client), message["source"]
        if "micropip" in source:
            self._host.offer_wheels()
        with self._printing(client):
            session.use(await edited(discovery.load(session.demo.name), source), message["arrays"])
        self._host.post(client, {"type": "coded"})

    @contextmanager
    def _printing(self, client: int) -> Iterator[None]:
        """What code prints goes to its page."""
        out = io.StringIO()
        try:
            with redirect_stdout(out):
                yield
        finally:
            if text := out.getvalue():
                cut = "" if len(text) <= MOST_PRINTED else f"… ({len(text)} characters in all)\n"
                self._host.post(client, {"type": "printed", "text": text[:MOST_PRINTED] + cut})

    def _on_script(self, client: int, message: Mapping[str, Any]) -> None:
        from livedemo.script import script

        session = self._session(client)
        state = clean_state(session.demo.controls, message["state"])
        frames = message.get("frames", {})
        files = {name: (picture.title, frames.get(name, 0)) for name, picture in session.own.items()}
        text = script(session.demo, state, message["wheel"], files, message.get("source", ""))
        self._host.post(client, {"type": "script", "text": text})

    def _on_display(self, client: int, message: Mapping[str, Any]) -> None:
        self._session(client).show([Display.read(d) for d in message["displays"]])

    async def _on_compute(self, client: int, message: Mapping[str, Any]) -> None:
        session, seq = self._session(client), message["seq"]

        def emit(answer: Answer) -> None:
            fields = {"type": "result", "seq": seq, "more": session.demo.yields, **answer.fields}
            self._host.post(client, fields, answer)

        with self._printing(client):
            await session.compute(message["state"], emit, message.get("backend", "auto"))
        if session.demo.yields:
            self._host.post(client, {"type": "done", "seq": seq})

    async def _on_suggest(self, client: int, message: Mapping[str, Any]) -> None:
        session, backend_choice = self._session(client), message.get("backend", "auto")
        values = await session.suggest(message["state"], message["option"], backend_choice)
        self._host.post(client, {"type": "suggested", "values": values})

    def _on_stop(self, client: int, message: Mapping[str, Any]) -> None:
        if client in self._sessions:
            self._sessions[client].stop()

    async def _on_image(self, client: int, message: Mapping[str, Any]) -> None:
        from imaging.reading import ImageError, read_image, required_packages

        session, control, name = self._session(client), message["control"], message["name"]
        reply = {"type": "image", "control": control, "name": name}
        try:
            await self._host.load_packages(required_packages(message["data"]), client)
            read = read_image(message["data"], name, frame=message.get("frame", 0))
        except ImageError as error:
            self._host.post(client, reply | {"ok": False, "message": str(error)})
            return
        session.set_image(control, Picture(read.array, title=name))
        self._host.post(client, reply | {
            "ok": True, "notes": list(read.notes), "frames": read.frames, "frame": read.frame,
            "shape": list(read.array.shape), "dtype": str(read.dtype), "original": list(read.original_shape),
        })

    def _on_forget(self, client: int, message: Mapping[str, Any]) -> None:
        self._session(client).own.pop(message["control"], None)

    def _on_rest(self, client: int, message: Mapping[str, Any]) -> None:
        if client in self._sessions:
            self._sessions[client].rest()
        backend.trim()

    def _on_close(self, client: int, message: Mapping[str, Any]) -> None:
        session = self._sessions.pop(client, None)
        if session:
            session.stop()
        backend.trim()

    def _session(self, client: int) -> Session:
        if client not in self._sessions:
            raise discovery.DemoError("this page has not opened a demo yet")
        return self._sessions[client]

    async def _sample(self, name: str) -> Picture:
        if name not in self._samples:
            sample = load_sample(await self._host.fetch(f"samples/{name}.npz"))
            self._samples[name] = Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit,
                                          sample.truth)
            while len(self._samples) > SAMPLES_KEPT:
                self._samples.popitem(last=False)
        self._samples.move_to_end(name)
        return self._samples[name]


def _where(error: Exception) -> str:
    """Return the last lines of the traceback: file, line and function, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return "\n".join(f"{f.filename}, line {f.lineno}, in {f.name}" for f in frames)
