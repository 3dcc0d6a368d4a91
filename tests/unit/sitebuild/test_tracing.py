"""What demos imported is divided into bundles: what most start with, and more."""

from sitebuild import tracing
from sitebuild.tracing import Seen

RANDOM, ARRAYS, LABELS = "numpy/random/mtrand.so", "numpy/__init__.pyc", "scipy/ndimage/_ni_label.so"
LIBRARY, SOLVER = "scipy.libs/libopenblas.so", "scipy/linalg/_flapack.so"
SHAPES, DEFERRED = "skimage/measure/__init__.pyc", "numpy/ma/__init__.pyc"


def seen(start: str, end: str, at_start: list[str], later: list[str] | None = None) -> Seen:
    return Seen((start, end), frozenset(at_start), frozenset([*at_start, *(later or [])]))


def test_a_file_is_where_most_start_with_it_and_otherwise_in_the_rest_of_its_package():
    files, demos = tracing.divide({
        "grey": seen("numpy", "numpy", [ARRAYS]),
        "noise": seen("numpy", "numpy", [ARRAYS, RANDOM]),
        "regions": seen("scipy", "scikit-image", [ARRAYS, DEFERRED, LABELS], [SHAPES, LIBRARY, SOLVER]),
        "filters": seen("scipy", "scipy", [ARRAYS, LABELS], [RANDOM]),
        "late": seen("numpy", "scipy", [ARRAYS], [LABELS]),
    })
    assert files == {
        "numpy": [ARRAYS, DEFERRED], "numpy-more": [RANDOM], "scipy": [LABELS],
        "scipy-more": [LIBRARY, SOLVER], "scikit-image": [], "scikit-image-more": [SHAPES]}
    nothing = {"atStart": [], "packages": []}
    assert demos == {
        "grey": nothing, "noise": {"atStart": ["numpy-more"], "packages": ["numpy-more"]},
        "regions": {"atStart": [], "packages": ["scipy-more", "scikit-image-more"]},
        "filters": {"atStart": [], "packages": ["numpy-more"]}, "late": nothing}


def test_what_a_later_stage_starts_with_an_earlier_one_has_in_its_rest():
    files, demos = tracing.divide({
        "grey": seen("numpy", "numpy", [ARRAYS]), "noise": seen("numpy", "numpy", [ARRAYS], [RANDOM]),
        "filters": seen("scipy", "scipy", [ARRAYS, RANDOM]),
    })
    assert files["scipy"] == files["numpy-more"] == [RANDOM]
    assert demos["filters"] == {"atStart": [], "packages": []}
    assert demos["noise"] == {"atStart": [], "packages": ["numpy-more"]}


def test_what_a_start_needs_stays_among_all_that_is_needed():
    """The rest of a package at the start, and later a stage that has the file."""
    _, demos = tracing.divide({
        "grey": seen("numpy", "numpy", [ARRAYS]), "other": seen("numpy", "numpy", [ARRAYS]),
        "noise": seen("numpy", "scipy", [ARRAYS, RANDOM]),
        "filters": seen("scipy", "scipy", [ARRAYS, RANDOM]),
    })
    assert demos["noise"] == {"atStart": ["numpy-more"], "packages": ["numpy-more"]}


def test_packages_that_are_loaded_whole_and_what_wheels_say_of_themselves_are_in_no_bundle():
    files, _ = tracing.divide({
        "grey": seen("numpy", "numpy", [ARRAYS, "PIL/Image.pyc", "numpy-2.4.dist-info/METADATA"])})
    assert [name for names in files.values() for name in names] == [ARRAYS]
