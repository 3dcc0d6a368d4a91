"""The commands of build.py and their options. Imports only the standard library: it runs before the setup."""
import argparse
from collections.abc import Sequence
from pathlib import Path

from sitebuild import BuildError, console
from sitebuild.options import Options, normalise_address, normalise_base_path

COMMANDS = ("build", "serve", "zip", "deck", "test", "bench", "trace")
_ZIP = "what-is-an-image.zip"
SUITES = ("unit", "gpu", "browser", "all")
#: Names of what `deck` writes, by option.
_EXPORTS = {"pdf": "deck.pdf", "handout": "handout.pdf", "pptx": "deck.pptx"}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line; ``command`` is ``"build"`` when it names none.

    Everything after ``--`` is in ``rest``, untouched.
    """
    argv = list(argv)
    rest: list[str] = []
    if "--" in argv:
        at = argv.index("--")
        argv, rest = argv[:at], argv[at + 1:]
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help")):
        argv.insert(0, "build")
    arguments = _parser().parse_args(argv)
    arguments.rest = rest
    return arguments


def _parser() -> argparse.ArgumentParser:
    site = argparse.ArgumentParser(add_help=False)
    site.add_argument("--wheels", type=_folder, metavar="DIR", help="take wheels from here first")
    site.add_argument("--deck", type=_file, metavar="FILE", help="build this Marp deck instead of our own")
    site.add_argument("--base-path", type=_base_path, metavar="PATH", default="/",
                      help="path below which the site will be served (default: /)")
    site.add_argument("--address", type=_address, metavar="URL", default="",
                      help="where the site is published: exports, previews of links and oEmbed lead there")
    site.add_argument("--out", type=Path, metavar="DIR", help="folder to write to (default: dist)")
    site.add_argument("--verbose", action="store_true", help="print details")

    parser = argparse.ArgumentParser(prog="build.py", description="Build, serve, test and measure the site.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    build = commands.add_parser("build", parents=[site], help="build the site into dist/ (the default)")
    build.add_argument("--pictures", action="store_true",
                       help="renew the pictures in static/: README's, icons and screenshots")
    serve = commands.add_parser("serve", parents=[site],
                                help="build what is stale, then serve it on 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000, help="default: 8000, or the next free one")
    stick = commands.add_parser("zip", parents=[site],
                                help="put the site into a zip that works from a USB stick")
    stick.add_argument("file", type=Path, nargs="?", default=Path(_ZIP),
                       help=f"default: {_ZIP}")
    deck = commands.add_parser("deck", parents=[site],
                               help="export the deck for those who cannot open it live")
    for name, what in (("pdf", "the slides"), ("handout", "slides with notes, as PDF"),
                       ("pptx", "the slides as pictures with notes, for PowerPoint")):
        deck.add_argument(f"--{name}", type=Path, nargs="?", metavar="FILE", const=Path(_EXPORTS[name]),
                          help=f"write {what} (default: {_EXPORTS[name]})")
    test = commands.add_parser("test", help="run the tests; pass options to pytest after --")
    test.add_argument("suite", nargs="?", choices=SUITES, default="all")
    commands.add_parser("trace", parents=[site],
                        help="find anew what the demos import, which the site's bundles are made of")
    bench = commands.add_parser("bench", help="measure the budgets")
    bench.add_argument("names", nargs="*", help="what to measure (default: everything)")
    return parser


def main(argv: Sequence[str]) -> int:
    """Run one command in the prepared environment; return its exit status."""
    arguments = parse(argv)
    try:
        if arguments.command == "test":
            from sitebuild import testing
            return testing.run(arguments.suite, arguments.rest)
        if arguments.command == "bench":
            from sitebuild import testing
            return testing.bench([*arguments.names, *arguments.rest])

        from sitebuild import site
        options = _options(arguments)
        out = site.build(options)
        if arguments.command == "trace":
            from sitebuild import tracing
            tracing.renew(out)
            site.build(options)
        if arguments.command == "build" and arguments.pictures:
            from sitebuild import pictures
            pictures.renew(out)
        if arguments.command == "zip":
            from sitebuild import stick
            target = stick.write(out, arguments.file)
            console.say(f"{target}: {console.megabytes(target.stat().st_size)}; "
                        f"{stick.HOW_TO} in it says how to use it")
        if arguments.command == "deck":
            from sitebuild import exports
            wanted = {name: getattr(arguments, name) for name in _EXPORTS}
            if not any(wanted.values()):
                wanted["pdf"] = Path(_EXPORTS["pdf"])
            exports.export(out, **wanted, address=options.address)
        if arguments.command == "serve":
            from sitebuild import server
            server.serve(out, arguments.port, options.base_path, verbose=options.verbose)
    except KeyboardInterrupt:
        return 130
    except BuildError as error:
        console.error(str(error))
        return 1
    return 0


def _options(arguments: argparse.Namespace) -> Options:
    chosen = {"out": arguments.out.resolve()} if arguments.out else {}
    return Options(wheels=arguments.wheels, deck=arguments.deck, base_path=arguments.base_path,
                   address=arguments.address, verbose=arguments.verbose, **chosen)


def _folder(text: str) -> Path:
    path = Path(text).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is not a folder")
    return path


def _file(text: str) -> Path:
    path = Path(text).resolve()
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text!r} is not a file")
    return path


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: expected 0 to 65535, 0 for any free one")
    return int(text)


def _base_path(text: str) -> str:
    try:
        return normalise_base_path(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _address(text: str) -> str:
    try:
        return normalise_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
