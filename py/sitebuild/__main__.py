"""``python -m sitebuild``: what build.py runs inside the virtual environment."""
import sys

from sitebuild.cli import main

sys.exit(main(sys.argv[1:]))
