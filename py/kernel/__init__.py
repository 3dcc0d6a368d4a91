"""The message loop that runs inside the browser's worker.

`kernel.core.Kernel` is plain Python with an injected `Host`, so that tests drive it in CPython;
`kernel.browser` is the host made of JavaScript.

Messages are mappings with a ``type``. From a page:

========== ===========================================================================================
open       ``demo``, ``displays`` (see `livedemo.display.Display`): this page shows that demo
compute    ``seq``, ``state``: compute and answer with ``result`` or ``error``
image      ``control``, ``name``, ``data``, ``frame``: read a file; answer ``image``
forget     ``control``: drop the file that was opened
rest       the page is hidden: drop its prepared data; the next ``compute`` makes them again
close      the page is gone
========== ===========================================================================================

To a page: ``ready``; ``result`` (``seq``, ``state``, ``summary``, ``suggested``, ``units``, ``limits``,
``backend``, ``ms``, ``arrays`` and ``images``); ``error`` (``for``, ``seq``, ``message``, ``detail``);
``image`` (``control``, ``name``, ``ok``; then ``message``, or ``notes``, ``frames``, ``frame``, ``shape``,
``dtype`` and ``original``).
"""
