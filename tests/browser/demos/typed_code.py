"""Typed code

A demo for the tests: it runs what a person typed.
"""

import numpy as np

from livedemo import Code, Result

CONTROLS = (
    Code(name="code", label="Code", default="answer = 6 * 7",
         examples={"Square": "answer = 12 ** 2", "Endless": "while True: pass"}),
)


async def compute(prepared, state):
    """Run the text and report the value of ``answer``."""
    names = {}
    exec(state["code"], names)
    return Result(f"The answer is {names['answer']}.", output=np.full((8, 8), float(names["answer"])))


def view(result):
    from livedemo import view as v

    return [v.image(result, "output", title="Output")]
