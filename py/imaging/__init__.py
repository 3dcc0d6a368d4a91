"""Image algorithms as pure functions on arrays.

An image is a two-dimensional real array ``image[row, column]``, row 0 on top. No function changes its
arguments.
"""
