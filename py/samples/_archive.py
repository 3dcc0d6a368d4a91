"""A sample as the bytes of one .npz file, written by the build and read in the browser."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection

import numpy as np

from samples._sample import Sample

_ABOUT = "about"
_IMAGE = "image"
_TRUTH = "truth."
_FIELDS = ("name", "title", "description", "quantity", "pixel_size", "unit")


def export(sample: Sample, truth: Collection[str] | None = None) -> bytes:
    """Write a sample as an .npz file.

    Parameters
    ----------
    sample : Sample
    truth : collection of str, optional
        Which entries of ``sample.truth`` to write; by default those that are no pictures of the sample's own
        shape, which would make the download several times as large.

    Returns
    -------
    bytes
        A zip archive of .npy members, stored: hosts compress the whole better than it could be here, and
        browsers unpack that faster than Python. The same sample gives the same bytes (members carry the
        earliest date a zip can hold, `numpy.savez` promises none).
    """
    about = json.dumps({key: getattr(sample, key) for key in _FIELDS})
    members = {_ABOUT: np.array(about), _IMAGE: sample.image}
    if truth is None:
        truth = [key for key, array in sample.truth.items() if array.shape != sample.image.shape]
    members |= {_TRUTH + key: sample.truth[key] for key in truth}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for key, array in members.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{key}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, member.getvalue())
    return buffer.getvalue()


def load(data: bytes) -> Sample:
    """Read what `export` wrote; needs numpy and the standard library alone.

    Raises
    ------
    ValueError
        If the bytes are not such an archive.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            about = json.loads(archive[_ABOUT].item())
            truth = {
                key.removeprefix(_TRUTH): archive[key] for key in archive.files if key.startswith(_TRUTH)
            }
            return Sample(image=archive[_IMAGE], truth=truth, **about)
    except (zipfile.BadZipFile, KeyError, EOFError, TypeError, ValueError) as error:
        raise ValueError(f"these {len(data)} bytes are not a sample's archive: {error}") from error
