"""Every control

A demo for the tests: it has a control of every kind that computes at once, and says in its summary what
state has reached Python.
"""

import json

import numpy as np

from livedemo import (
    Actions,
    Choice,
    ImageInput,
    Interval,
    Line,
    NoSuggestion,
    Points,
    Range,
    Result,
    Select,
    Toggle,
)

CONTROLS = (
    ImageInput(default="camera", samples=("camera", "coins")),
    Range(name="amount", label="Amount", default=3, low=0, high=10, step=1, unit="nm", play=True),
    Range(name="gain", label="Gain", default=1.0, low=0.01, high=100.0, step=0.01, scale="log", unit="V"),
    Interval(name="window", label="Window", default=(20, 80), low=0, high=100, step=5, unit="%"),
    Choice(name="mode", label="Mode", default="plain", options={"plain": "Plain", "turned": "Turned"}),
    Select(name="wave", label="Wave", default="sine",
           options={"sine": "Sine", "ramp": "Ramp", "step": "Step"}),
    Toggle(name="negative", label="Negative"),
    Actions(name="steps", label="Steps", options={"erode": "Erode", "dilate": "Dilate"}),
    Actions(name="auto", label="Automatic", options={"best": "Best amount"}, sets=("amount",)),
    Actions(name="search", label="Search", options={"marks": "Find marks", "none": "Find nothing"},
            sets=("marks", "mode")),
    Points(name="marks", label="Marks", panel="picture", default=((10.0, 20.0),), most=4),
    Line(name="path", label="Path", panel="image", default=((5.0, 5.0), (100.0, 110.0)), most=5),
    Range(name="rare", label="Rare", default=5, low=0, high=10, step=1, when={"mode": ("turned",)}),
)


def prepare(images):
    return np.ascontiguousarray(images["image"].array[::4, ::4])


async def compute(prepared, state):
    """Return the image, the same once more with the marks burnt in, and the state as a sentence."""
    picture = prepared.astype(np.float32) * np.float32(state["gain"])
    for row, column in state["marks"]:
        picture[int(row) % picture.shape[0], int(column) % picture.shape[1]] = picture.max()
    if state["negative"]:
        picture = -picture
    return Result(json.dumps(state), suggested={"amount": 7}, image=prepared, picture=picture,
                  curve=np.arange(5.0) * state["amount"])


async def suggest(prepared, state, option):
    """Marks at the corners of the window, and the other mode; or a reason why not."""
    if option == "none":
        raise NoSuggestion("nothing was found: place the marks by hand")
    low, high = map(float, state["window"])
    return {"marks": ((low, high), (high, low)), "mode": "turned"}


def view(result):
    from livedemo import view as v

    return [v.image(result, "image", title="Image"), v.image(result, "picture", title="Picture")]
