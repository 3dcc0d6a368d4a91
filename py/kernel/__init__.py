"""The message loop that runs inside the browser's worker.

`kernel.core.Kernel` is plain Python with an injected `Host`, so that tests drive it in CPython;
`kernel.browser` is the host made of JavaScript.

Messages are mappings with a ``type``. From a page:

========== ===========================================================================================
open       ``demo``, ``displays`` (see `livedemo.display.Display`): this page shows that demo
code       ``source``, ``arrays`` (names the page shows): compute with this code from now on; answer ``coded``
script     ``state``, ``wheel`` (address), ``frames`` (of files), ``source`` (if edited): answer ``script``
display    ``displays``: colour images by these from the next result on
compute    ``seq``, ``state``, ``backend`` ("auto", "cpu", "gpu"): answer with ``result`` or ``error``
suggest    ``state``, ``option``, ``backend``: what a button asks for; answer ``suggested`` or ``error``
stop       end a computation that yields one result after the other
image      ``control``, ``name``, ``data``, ``frame``: read a file; answer ``image``
forget     ``control``: drop the file that was opened
rest       the page is hidden: drop its prepared data; the next ``compute`` makes them again
close      the page is gone
========== ===========================================================================================

To a page: ``ready``; ``result`` (``seq``, ``more``, ``state``, ``summary``, ``suggested``, ``units``,
``pixel``, ``progress``, ``limits``, ``backend``, ``selectable``, ``ms``, ``arrays`` and ``images``), and
``done`` (``seq``) after the last one that said ``more``; ``error`` (``for``, ``seq``, ``message``,
``detail``, ``value``, whether a value of the state was wrong, and ``line``, that of typed code);
``suggested`` (``values``, by the names of controls); ``coded``: the code was taken; ``script`` (``text``):
a program that computes the state outside the browser; ``printed`` (``text``);
``image`` (``control``, ``name``, ``ok``; then ``message``, or ``notes``, ``frames``, ``frame``, ``shape``,
``dtype`` and ``original``).
"""
