"""Reform-progress dashboard: everything that is true without a screen."""

from pathlib import Path

__version__ = "0.2.0"

ROOT = Path(__file__).resolve().parent.parent
