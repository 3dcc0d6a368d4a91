"""Downloads that work, break off, or never begin."""
import io
import zipfile

import pytest

from sitebuild import download
from sitebuild.download import RangeFile, Unavailable

CONTENT = bytes(range(256)) * 2000


def test_fetch_writes_the_file_and_says_how_much(host, tmp_path, capsys):
    host.files["/a.bin"] = CONTENT
    download.fetch(host.url + "a.bin", tmp_path / "a", "a.bin from here")
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert capsys.readouterr().out == "  a.bin from here 0.5 MB\n"


def test_a_bar_is_drawn_on_a_terminal(host, tmp_path, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("sys.stdout", terminal := Terminal())
    host.files["/a.bin"] = CONTENT
    download.fetch(host.url + "a.bin", tmp_path / "a", "a.bin")
    assert terminal.getvalue().endswith(f"[{'#' * 24}] 0.5 of 0.5 MB\n")


def test_a_broken_transfer_is_tried_twice(host, tmp_path):
    host.files["/a.bin"] = CONTENT
    host.truncated.add("/a.bin")
    with pytest.raises(Unavailable, match="256000 of 512000 bytes came"):
        download.fetch(host.url + "a.bin", tmp_path / "a", "a.bin")
    assert len(host.requests) == 2


def test_a_missing_file_is_told_with_the_status(host, tmp_path):
    with pytest.raises(Unavailable, match="404"):
        download.fetch(host.url + "a.bin", tmp_path / "a", "a.bin")
    assert len(host.requests) == 1


def test_any_answer_counts_as_reachable(host):
    download.check_reachable(host.url + "nothing-here")


def test_a_closed_port_is_unreachable(closed_port):
    with pytest.raises(Unavailable, match="unreachable"):
        download.check_reachable(f"http://127.0.0.1:{closed_port}/")


def test_a_host_that_accepts_but_never_answers_is_given_up(silent_port, monkeypatch):
    monkeypatch.setattr(download, "CONNECT_SECONDS", 0.2)
    with pytest.raises(Unavailable, match="unreachable"):
        download.check_reachable(f"http://127.0.0.1:{silent_port}/")


def test_a_range_file_reads_like_the_file_itself(host):
    host.files["/a.bin"] = CONTENT
    with RangeFile(host.url + "a.bin") as remote, io.BytesIO(CONTENT) as local:
        assert remote.size == len(CONTENT)
        jumps = [(0, 0, 10), (100, 0, 5), (7, 1, 3), (-20, 2, 50), (0, 2, 4), (1000, 0, 0)]
        for offset, whence, count in jumps:
            assert remote.seek(offset, whence) == local.seek(offset, whence)
            assert remote.read(count) == local.read(count)
            assert remote.tell() == local.tell()
        with pytest.raises(OSError, match="-1"):
            remote.seek(-1)


def test_one_member_of_a_remote_zip_costs_little_more_than_itself(host):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for number in range(20):
            writer.writestr(f"{number}.bin", CONTENT)
    host.files["/a.zip"] = archive.getvalue()
    with zipfile.ZipFile(io.BufferedReader(RangeFile(host.url + "a.zip"))) as reader:
        assert reader.read("11.bin") == CONTENT
    starts = sorted(int(wanted.split("=")[1].split("-")[0]) for _, _, wanted in host.requests)
    assert len(starts) < 10
    # Nothing is asked for between the file's first byte and the member: the others are skipped.
    assert all(start == 0 or start > 10 * len(CONTENT) for start in starts)


def test_a_server_without_ranges_is_recognised(host):
    host.files["/a.bin"] = CONTENT
    host.serves_ranges = False
    with pytest.raises(Unavailable, match="parts"):
        RangeFile(host.url + "a.bin")


def test_a_range_that_breaks_off_is_an_error(host):
    host.files["/a.bin"] = CONTENT
    host.truncated.add("/a.bin")
    with RangeFile(host.url + "a.bin") as remote, pytest.raises(OSError, match="broke off"):
        remote.readall()
