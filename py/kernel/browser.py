"""The kernel's host in the browser: JavaScript functions behind Python methods."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import js
import numpy as np
from pyodide.ffi import JsProxy, to_js

from kernel import deferring
from kernel.core import Kernel
from kernel.session import Answer
from livedemo.display import Coloured

deferring.install()  # here, as whoever runs demos, makes a snapshot or traces imports has this module first


def _object(value: Any) -> Any:
    """Convert plain data to JavaScript objects."""
    return to_js(value, dict_converter=js.Object.fromEntries)


def _handed_over(array: np.ndarray) -> Any:
    """Copy an array out of Python's memory into a JavaScript buffer of its own."""
    return to_js(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data).buffer


class BrowserHost:
    """`kernel.core.Host` made of the functions that the worker passes in."""

    def __init__(self, functions: Any) -> None:
        self._js = functions

    def post(self, client: int, message: Mapping[str, Any], answer: Answer | None = None) -> None:
        fields = dict(message)
        buffers = []
        if answer is not None:
            once = {id(array): _handed_over(array) for array in answer.arrays.values()}
            fields["arrays"] = {
                name: {"shape": array.shape, "dtype": array.dtype.name, "data": once[id(array)]}
                for name, array in answer.arrays.items()
            }
            fields["images"] = {
                name: {"shape": image.values.shape[:2], "limits": image.limits, "exact": image.exact,
                       "data": self._pixels(image)}
                for name, image in answer.images.items()
            }
            buffers = [*once.values(), *(image["data"] for image in fields["images"].values())]
        self._js.post(client, _object(fields), to_js(buffers))

    def _pixels(self, image: Coloured) -> Any:
        """Return the RGBA of an image in a JavaScript buffer."""
        values = np.ascontiguousarray(image.values).reshape(-1)
        if image.values.ndim == 3:
            return _handed_over(values)
        if values.dtype == bool:
            return self._js.colourMask(values.view(np.uint8), int(image.table[0]), int(image.table[-1]))
        if values.dtype.kind in "iu" and values.dtype.itemsize == 8:
            values = values.astype(np.float64)
        return self._js.colour(values, image.table, *image.limits, image.wide)

    async def fetch(self, path: str) -> bytes:
        return (await self._js.fetch(path)).to_bytes()

    async def load_packages(self, names: list[str], client: int) -> None:
        await self._js.loadPackages(to_js(names), client)

    def offer_wheels(self) -> None:
        import micropip  # of the site's own packages; brought when code asks for it

        micropip.set_index_urls([self._js.offerWheels()])


def start(functions: Any) -> Any:
    """Start a kernel and return its receiver, ``await receive(client, message)``, for JavaScript."""
    kernel = Kernel(BrowserHost(functions))

    async def receive(client: int, message: JsProxy) -> None:
        # By way of JSON, null becomes None; a Python proxy would keep it a JavaScript value.
        fields = json.loads(js.JSON.stringify(message))
        if "data" in fields:
            fields["data"] = message.data.to_bytes()
        await kernel.receive(client, fields)

    return receive
