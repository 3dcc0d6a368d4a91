"""The development server answers as a careful static host does; http.client, which decodes nothing, looks."""
import gzip
import http.client
import os
import threading
from contextlib import contextmanager
from email.message import Message
from typing import NamedTuple

import brotli
import pytest

from sitebuild import BuildError, csp, server

PAGE = "<!doctype html><title>A page</title>" + "<p>Many words. " * 100
WASM = b"\0asm" + bytes(5000)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    (root / "secret.txt").write_text("not for you")
    site = root / "dist"
    (site / "demos/one").mkdir(parents=True)
    (site / "index.html").write_text(PAGE)
    (site / "demos/one/index.html").write_text(PAGE)
    (site / "core.wasm").write_bytes(WASM)
    (site / "packed.zip").write_bytes(os.urandom(3000))
    (site / "numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl").write_bytes(bytes(3000))
    (site / "main.0123abcd.js").write_text("// nothing\n" * 100)
    (site / "built.js").write_text("// nothing\n" * 100)
    (site / "built.js.br").write_bytes(b"what the build made")
    (site / "with space.txt").write_text("found")
    (site / "outside").symlink_to(root / "secret.txt")
    return site


@contextmanager
def running(root, base_path="/"):
    with server.make_server(root, base_path=base_path) as site:
        threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=10)
        try:
            yield lambda path, method="GET", **headers: ask(connection, method, path, headers)
        finally:
            connection.close()
            site.shutdown()


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str | None:
        return self.headers[name]


def ask(connection, method, path, headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return Answer(answer.status, answer.headers, answer.read())


@pytest.fixture(scope="module")
def get(root):
    with running(root) as get:
        yield get


@pytest.mark.parametrize(("path", "expected"), [
    ("/", "text/html; charset=utf-8"),
    ("/core.wasm", "application/wasm"),
    ("/built.js", "text/javascript; charset=utf-8"),
    ("/packed.zip", "application/zip"),
])
def test_media_types(get, path, expected):
    assert get(path).header("Content-Type") == expected


def test_a_page_comes_as_it_is(get):
    answer = get("/")
    assert (answer.status, answer.body.decode()) == (200, PAGE)
    assert answer.header("Content-Encoding") is None
    assert answer.header("Cache-Control") == "no-cache"


@pytest.mark.parametrize(("accepted", "encoding", "decode"), [
    ("gzip, deflate, br, zstd", "br", brotli.decompress),
    ("gzip", "gzip", gzip.decompress),
    ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
])
def test_bodies_are_compressed(get, accepted, encoding, decode):
    answer = get("/core.wasm", Accept_Encoding=accepted)
    assert answer.header("Content-Encoding") == encoding
    assert answer.header("Vary") == "Accept-Encoding"
    assert len(answer.body) < len(WASM)
    assert decode(answer.body) == WASM


def test_a_body_that_the_build_compressed_is_preferred(get):
    assert get("/built.js", Accept_Encoding="br").body == b"what the build made"


@pytest.mark.parametrize("path", ["/packed.zip", "/numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl"])
def test_what_is_compressed_inside_is_left_alone(get, path):
    assert get(path, Accept_Encoding="br, gzip").header("Content-Encoding") is None


def test_a_changed_file_is_compressed_anew(get, root):
    path = root / "changing.txt"
    path.write_text("before " * 100)
    before = get("/changing.txt", Accept_Encoding="br")
    path.write_text("afterwards " * 100)
    after = get("/changing.txt", Accept_Encoding="br", If_None_Match=before.header("ETag"))
    assert after.status == 200
    assert brotli.decompress(after.body) == b"afterwards " * 100


@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_known_etag_spares_the_transfer(get, encoding):
    etag = get("/core.wasm", Accept_Encoding=encoding).header("ETag")
    answer = get("/core.wasm", Accept_Encoding=encoding, If_None_Match=f'"other", W/{etag}')
    assert (answer.status, answer.body, answer.header("ETag")) == (304, b"", etag)
    assert get("/core.wasm", Accept_Encoding=encoding, If_None_Match='"other"').status == 200


def test_each_encoding_has_its_own_etag(get):
    answers = [get("/core.wasm", Accept_Encoding=encoding) for encoding in ("", "br", "gzip")]
    assert len({answer.header("ETag") for answer in answers}) == 3


@pytest.mark.parametrize(("path", "expected"), [
    ("/main.0123abcd.js", "public, max-age=31536000, immutable"),
    ("/numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl", "public, max-age=600"),
    ("/core.wasm", "no-cache"),
])
def test_how_long_a_file_may_be_kept(get, path, expected):
    assert get(path).header("Cache-Control") == expected


@pytest.mark.parametrize(("wanted", "part"), [
    ("bytes=0-3", slice(0, 4)), ("bytes=4990-", slice(4990, None)), ("bytes=-7", slice(-7, None)),
    ("bytes=5000-99999", slice(5000, None)), ("bytes=-99999", slice(0, None)),
])
def test_a_byte_range(get, wanted, part):
    answer = get("/core.wasm", Range=wanted, Accept_Encoding="br")
    start, stop, _ = part.indices(len(WASM))
    assert answer.status == 206
    assert answer.body == WASM[part]
    assert answer.header("Content-Range") == f"bytes {start}-{stop - 1}/{len(WASM)}"


def test_a_range_beyond_the_end(get):
    answer = get("/core.wasm", Range="bytes=99999-")
    assert (answer.status, answer.header("Content-Range")) == (416, f"bytes */{len(WASM)}")


@pytest.mark.parametrize("headers", [
    {"Range": "bytes=0-1,4-5"}, {"Range": "lines=1-2"}, {"Range": "bytes=0-1", "If_Range": '"old"'},
])
def test_what_is_no_single_valid_range_gets_the_whole(get, headers):
    answer = get("/core.wasm", **headers)
    assert answer.body == WASM


def test_head_is_get_without_the_body(get):
    for headers in ({}, {"Accept_Encoding": "br"}, {"Range": "bytes=1-2"}):
        head, whole = get("/core.wasm", method="HEAD", **headers), get("/core.wasm", **headers)
        assert head.body == b""
        assert head.status == whole.status
        assert head.header("Content-Length") == whole.header("Content-Length")
        assert head.header("ETag") == whole.header("ETag")


def test_a_folder_redirects_to_its_slash_and_keeps_the_query(get):
    answer = get("/demos/one?embed&theme=dark")
    assert (answer.status, answer.header("Location")) == (302, "/demos/one/?embed&theme=dark")
    assert get("/demos/one/").body.decode() == PAGE


def test_a_redirect_stays_on_this_host(get):
    assert get("//demos/one").header("Location") in (None, "/demos/one/")


@pytest.mark.parametrize("path", [
    "/../secret.txt", "/demos/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
    "/outside", "/index.html/", "/demos/", "/nothing", "/%00",
])
def test_there_is_nothing_else(get, path):
    answer = get(path)
    assert answer.status == 404
    assert b"not for you" not in answer.body


def test_escaped_names_are_found(get):
    assert get("/with%20space.txt").body == b"found"


@pytest.mark.parametrize("path", ["/", "/core.wasm", "/nothing", "/demos/one"])
def test_the_policy_comes_with_everything(get, path):
    policy = get(path).header("Content-Security-Policy")
    assert policy == csp.HEADER
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "unsafe-eval" not in policy.replace("'wasm-unsafe-eval'", "")


def test_the_policy_for_pages_has_no_frame_ancestors():
    assert "frame-ancestors" not in csp.META
    assert csp.HEADER.startswith(csp.META)


def test_the_error_page_of_the_site_is_used(root, get):
    assert b"/no&lt;thing" in get("/no<thing").body
    (root / "404.html").write_text("our own")
    assert get("/nothing").body == b"our own"


def test_a_base_path(root):
    with running(root, "some/path") as get:
        assert get("/some/path/").body.decode() == PAGE
        assert get("/some/path/demos/one").header("Location") == "/some/path/demos/one/"
        assert get("/some/path").header("Location") == "/some/path/"
        assert get("/").header("Location") == "/some/path/"
        assert get("/index.html").status == 404
        assert get("/some/pathindex.html").status == 404


def test_a_taken_port_is_named(root):
    with (server.make_server(root) as first,
          pytest.raises(BuildError, match=f"port {first.server_port} is taken")):
        server.make_server(root, first.server_port)


def test_serve_takes_the_next_free_port_and_says_so(root, monkeypatch, capsys):
    monkeypatch.setattr(server.Server, "serve_forever", lambda self: None)
    with server.make_server(root) as first:
        server.serve(root, first.server_port)
        told = capsys.readouterr().out
    assert f"port {first.server_port} is taken" in told
    assert "Serving http://127.0.0.1:" in told


def test_a_site_that_is_not_there(tmp_path):
    with pytest.raises(BuildError, match="build the site first"):
        server.make_server(tmp_path / "dist")
