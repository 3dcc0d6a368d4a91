"""The demos of "What is an image?" outside the browser: the same functions and samples.

The wheel that the site offers holds this package and those that it computes with: `demos`, `imaging`,
`livedemo`, `samples`, `kernel` and `gpu`.
"""

from what_is_an_image._run import Computed, run

__all__ = ["Computed", "run"]
