"""Write requirements.lock, the libraries of the product with their hashes. ``make lock`` after a new pin.

uv resolves for all systems and Pythons at once; pip installs from the result with ``--require-hashes``.
"""

import subprocess
import sys
import tomllib

from reform import ROOT

LOCK = ROOT / "requirements.lock"
HEAD = "# The libraries of the product with their hashes, for all systems. Written by `make lock`.\n"


def main() -> None:
    """Resolve the pins of requirements.txt and of the build system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = "\n".join(project["build-system"]["requires"])
    oldest = project["project"]["requires-python"].removeprefix(">=")
    command = [sys.executable, "-m", "uv", "pip", "compile", "requirements.txt", "-", "--universal"]
    command += ["--python-version", oldest, "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    resolved = subprocess.run(command, cwd=ROOT, input=build, capture_output=True, text=True, check=True)
    LOCK.write_text(HEAD + resolved.stdout, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
