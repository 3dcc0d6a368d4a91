"""Put the whole site together in one folder of static files."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import demos as demo_package
import samples
from imaging.colour_maps import TITLES, colour_map
from livedemo import ControlError, discovery
from livedemo.images import Picture
from sitebuild import (
    ROOT,
    BuildError,
    bundles,
    console,
    offline,
    own_deck,
    pages,
    previews,
    scripts,
    supply,
    wheels,
)
from sitebuild.compression import SIBLINGS, compressed, has_siblings
from sitebuild.deck import DeckError, build_deck
from sitebuild.first_figure import FirstFigure
from sitebuild.first_figure import build as build_first_figure
from sitebuild.imports import SHIPPED, packages
from sitebuild.listing import listing
from sitebuild.options import Options
from sitebuild.output import Output, entry
from sitebuild.poster import poster
from sitebuild.pycompile import Job, compile_archives
from sitebuild.raster import poster_png
from sitebuild.stamp import Stamp, fingerprint

#: Reading the user's own images needs these, whatever the demo.
READING = ("pillow", "tifffile")
WANTED = ("numpy", "scipy", "scikit-image", "micropip", *READING)
#: Runs at build time only; the rest of these packages travels to the browser.
BUILD_ONLY = (
    "livedemo/view.py", "gpu/_native.py", "gpu/shaders/*.md", "samples/[!_]*.py", "samples/_core_shell.py",
    "samples/_frame_pair.py", "samples/_geometry.py", "samples/_holograms.py", "samples/_noise.py",
    "samples/_particles.py",
)
#: Of PyScript: its terminal, and what opens archives; both are loaded by those who use them.
_UNUSED = ("xterm", "zip-", "service-worker", "storage", "toml", "pyodide_graph")
#: Files whose sizes the build prints, from the largest on.
_TOLD = 8


def build(options: Options) -> Path:
    """Build the site into ``options.out``, or leave it if nothing that it is made of has changed.

    Raises
    ------
    BuildError
        If a demo does not keep the contract, the deck cannot be read, Python for the browser is not to be
        had, or the output folder holds something else.
    """
    inputs, stamp = fingerprint(options), Stamp(options.out)
    if stamp.is_current(inputs) and not options.deck:  # what somebody's deck refers to can lie anywhere
        console.say(f"{_shown(options.out)} is up to date")
        return options.out
    if options.out.exists() and not stamp.ours and any(options.out.iterdir()):
        raise BuildError(f"{options.out} is not a site that this build made: "
                         "choose an empty folder with --out")
    stamp.begin()
    with _beside_ours(options.demos):
        out, demos = _made(options, stamp, inputs)
    size = sum(path.stat().st_size for path in out.written)
    if not options.address:
        console.say("Links to demos have no preview picture and no oEmbed: both need --address URL")
    console.say(f"Built {demos} demos into {_shown(options.out)} ({console.megabytes(size)})")
    return options.out


@contextmanager
def _beside_ours(folder: Path | None) -> Iterator[None]:
    """Find the demos of a folder too: only meanwhile, as a process may build several sites."""
    ours = list(demo_package.__path__)
    if folder:
        demo_package.__path__[:] = [*ours, str(folder)]
    try:
        yield
    finally:
        demo_package.__path__[:] = ours


def _made(options: Options, stamp: Stamp, inputs: str) -> tuple[Output, int]:
    """Make the site, and tell of how many demos it is."""
    out = Output(options.out)
    web = ROOT / "web"
    supplied = supply.provide(options.out / "pyodide", WANTED, options.wheels)
    out.keep("pyodide")
    loaded = [_load(name) for name in discovery.names()]
    own = _published(out, options, supplied, loaded)
    manifest = _kernel(out, options, supplied)
    build_id = _assets(out, web, manifest)
    console.say("Computing the first figure of every demo")
    firsts = {demo.name: build_first_figure(demo, _picture) for demo in loaded}
    _bokeh(out, web, firsts.values())
    specs = {demo.name: _build_demo(out, web, demo, firsts[demo.name], options, supplied, build_id, own)
             for demo in loaded}
    out.write("demo/site.json", pages.site_facts(loaded, supplied.versions))
    out.write("index.html", out.linked(pages.gallery_page(web, loaded)))
    _deck(out, web, options, {demo.name: demo.title for demo in loaded})
    version = offline.write(out, {name: _needs(spec, json.loads(manifest)) for name, spec in specs.items()})
    _siblings(out)
    # A build that lacks a package looks for it again the next time.
    out.written.add(stamp.finish(version, None if supplied.missing else inputs))
    out.sweep()
    return out, len(loaded)


def _published(out: Output, options: Options, supplied: supply.Supply,
               loaded: Iterable[discovery.Demo]) -> wheels.Offer:
    """Write samples and wheels; return that of our own Python."""
    wanted = sorted({n for demo in loaded for control in demo.image_inputs for n in control.samples})
    archives = {name: samples.export(_sample(name)) for name in wanted}
    for name, data in archives.items():
        out.write(f"samples/{name}.npz", data)
    own = wheels.own_wheel(archives, options.demos)
    shipped = [one["file_name"] for one in supplied.lock["packages"].values()]
    wheels.publish(out, own, wheels.offered(options.wheels, shipped))
    return own


def _siblings(out: Output) -> None:
    """Compress whatever gets smaller, for hosts that serve such siblings, and tell the largest."""
    paths = [path for path in sorted(out.written) if has_siblings(path)]
    sizes = []
    with ThreadPoolExecutor() as pool:  # brotli and zlib let go of the interpreter's lock
        made = pool.map(lambda path: {suffix: compressed(path, suffix) for suffix in SIBLINGS}, paths)
        for path, siblings in zip(paths, made, strict=True):
            name = path.relative_to(out.root).as_posix()
            for suffix, content in siblings.items():
                out.write(name + suffix, content)
            sizes.append((path.stat().st_size, len(siblings[".br"]), len(siblings[".gz"]), name))
    for plain, br, gz, name in sorted(sizes, reverse=True)[:_TOLD]:
        console.say(f"  {name}: {console.megabytes(plain)}, gzip {console.megabytes(gz)}, "
                    f"brotli {console.megabytes(br)}")


@cache
def _sample(name: str) -> samples.Sample:
    return samples.make(name)


def _picture(name: str) -> Picture:
    sample = _sample(name)
    return Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit, sample.truth)


def _load(name: str) -> discovery.Demo:
    try:
        return discovery.load(name)
    except (discovery.DemoError, ControlError) as error:
        raise BuildError(f"{discovery.module_name(name)}: {error}") from None


def _build_demo(out: Output, web: Path, demo: discovery.Demo, first: FirstFigure, options: Options,
                supplied: supply.Supply, build_id: str, own: wheels.Offer) -> dict[str, Any]:
    """Write the page of a demo with its first figure; return what the page knows."""
    folders = (ROOT / "py", *((options.demos.parent,) if options.demos else ()))
    available = frozenset(supplied.lock["packages"]) | set(supplied.missing)
    needed = packages(demo.name, folders, available)
    at_start = packages(demo.name, folders, available, at_start=True)
    missing = [name for name in needed if name in supplied.missing]
    known = {n: _sample(n) for control in demo.image_inputs for n in control.samples}
    bundled = [[*names, *bundles.more_of(demo.name, names, early)]
               for names, early in ((needed, False), (at_start, True))]
    folder = f"demos/{demo.name}"
    for name, data in first.files.items():
        out.write(f"{folder}/{name}", data)
    for image in first.document["images"].values():
        image["file"] = out.address(f"{folder}/{image['file']}").removeprefix(f"{folder}/")
    out.write(f"{folder}/first.json", json.dumps(first.document, separators=(",", ":")))
    code = {"source": f"{folder}/source.json", "pyscript": "pyscript/core.js",
            "editor": "demo/editor.js", "wheels": "wheels/packages.json"}
    out.write(code["source"], json.dumps(listing(demo.name), separators=(",", ":")))
    addresses = {"worker": f"../../{out.address('kernel/worker.js')}",
                 "keeper": f"../../{out.address('kernel/keeper.js')}",
                 "first": out.address(f"{folder}/first.json").removeprefix(f"{folder}/"),
                 "panelStyles": f"../../{out.address('styles/panels.css')}",
                 "scripts": {path.stem: f"../../{out.address(path.relative_to(web).as_posix())}"
                             for folder in ("panels", "later")
                             for path in sorted((web / "demo" / folder).glob("*.js"))},
                 "code": {name: f"../../{out.address(path)}" for name, path in code.items()}
                 | {"wheel": f"../../wheels/{own.file}"}}
    spec = pages.demo_spec(demo, first.panels, *bundled, missing, known, build_id, addresses)
    page = pages.demo_page(web, demo, first, spec, options.address)
    out.write(f"{folder}/index.html", out.linked(page, folder))
    drawn = poster(demo.title, first.panels, first.result)
    out.write(f"{folder}/poster.svg", drawn)
    if options.address:
        out.write(f"{folder}/{previews.PICTURE}", poster_png(drawn))
        out.write(f"{folder}/{previews.OEMBED}", previews.oembed(demo.name, demo.title, options.address))
    return spec


def _needs(spec: Mapping[str, Any], manifest: Mapping[str, Any]) -> list[str]:
    """Return the files, beside those that every demo needs, with which a demo works and reads images."""
    packages = manifest["packages"]
    return [*bundles.files_of(manifest["stages"], spec["packages"]),
            *(f"samples/{name}.npz" for name in spec["samples"]),
            *(packages[name]["file"] for name in READING if name in packages)]


def _bokeh(out: Output, web: Path, firsts: Iterable[FirstFigure]) -> None:
    """Write BokehJS with all that figures of the site are made of."""
    for path, content in scripts.bokeh(set().union(*(first.models for first in firsts))).items():
        out.write(path, content)
    out.write("bokeh/LICENSE.txt", (web / "node_modules/@bokeh/bokehjs/LICENSE").read_bytes())


def _palettes() -> str:
    """The colour maps that a person may choose for an image, as JSON: ``{name: {title, colours}}``."""
    return json.dumps({name: {"title": title, "colours": colour_map(name)[:, :3].tobytes().hex()}
                       for name, title in TITLES.items()}, separators=(",", ":"))


def _assets(out: Output, web: Path, manifest: str) -> str:
    """Write scripts, styles and the rest of what pages need.

    Returns a digest of all that runs in the worker: pages of one build never talk to the worker of another.
    """
    for path, content in scripts.bundle(manifest).items():
        out.write(path, content)
    for path in sorted((web / "styles").glob("*.css")):
        out.write(f"styles/{path.name}", path.read_bytes())
    out.write("demo/palettes.json", _palettes())
    for path in sorted((web / "node_modules/@pyscript/core/dist").glob("*.js")):
        if not path.name.startswith(_UNUSED):
            out.write(f"pyscript/{path.name}", path.read_bytes())
    out.write("pyscript/LICENSE.txt", (web / "node_modules/@pyscript/core/LICENSE").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            out.write(path.relative_to(ROOT / "static").as_posix(), path.read_bytes())
    return hashlib.sha256((out.root / "kernel/worker.js").read_bytes()).hexdigest()[:12]


def _kernel(out: Output, options: Options, supplied: supply.Supply) -> str:
    """Write our own Python as an archive, and the bundles; return the manifest of the worker's downloads."""
    inputs = [(ROOT / "py" / name, name) for name in SHIPPED] + [(ROOT / "shaders", "gpu/shaders")]
    if options.demos:
        inputs.append((options.demos, "demos"))
    archive = out.root / "kernel/app.zip"
    compile_archives([Job(archive, inputs, compress=False, leave_out=BUILD_ONLY)])
    out.written.add(archive)
    made = bundles.make(out.root / "pyodide", supplied.lock)
    for path, content in made.files.items():
        out.write(path, content)
    listed = [path for path in out.written if path.suffix not in SIBLINGS
              and path.parent.name in ("kernel", "bundles", "pyodide", "samples")]
    files = {path.relative_to(out.root).as_posix(): entry(path) for path in sorted(listed)}
    packages = {name: {"file": f"pyodide/{entry['file_name']}", "depends": entry["depends"]}
                for name, entry in supplied.lock["packages"].items()}
    manifest = json.dumps({"files": files, "packages": packages, "stages": made.stages},
                          separators=(",", ":"))
    out.write("kernel/manifest.json", manifest)
    return manifest


def _deck(out: Output, web: Path, options: Options, titles: dict[str, str]) -> None:
    source = options.deck or own_deck.assemble(ROOT / ".cache/deck")
    shutil.rmtree(options.out / "deck", ignore_errors=True)
    try:
        info = build_deck(source, options.out / "deck", titles, in_site=True)
    except DeckError as error:
        raise BuildError(str(error)) from None
    out.keep("deck")
    console.say(f"Deck “{info.title}”: {info.slides} slides, {len(info.demos)} demos")
    for warning in info.warnings:
        console.say(f"  {warning}")


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
