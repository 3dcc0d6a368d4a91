"""The one content security policy of the site.

Pages carry it in a meta element, so that it holds on any static host; the development server sends it as a
header, so that workers are under it too.
"""

_DIRECTIVES = (
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    # Bokeh and the controls set style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    # A page in a sandbox has no origin to load a worker from: it makes one that imports ours.
    "worker-src 'self' blob:",
    "connect-src 'self'",
)

META = "; ".join(_DIRECTIVES)
"""For ``<meta http-equiv="Content-Security-Policy">``, where frame-ancestors is not allowed."""

HEADER = META + "; frame-ancestors *"
"""For the HTTP header: any page may embed a demo."""
