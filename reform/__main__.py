"""The command line: ``python -m reform``. Any Python 3 can read this file as far as the sentence it needs."""

import sys

_WAY = (
    "请先激活环境：. .venv/bin/activate（Windows：.venv\\Scripts\\activate）；还没有环境时先运行 make run"
    "（Windows：pip install -e .）。\n",
    "Activate the environment first: . .venv/bin/activate (Windows: .venv\\Scripts\\activate); where there "
    "is none yet, run make run (Windows: pip install -e .).",
)

if sys.version_info < (3, 11):  # noqa: UP036 - an older one that starts it is told
    version = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"这个 Python 是 {version}，需要 3.11 或更新。{_WAY[0]}"
        f"This is Python {version}; 3.11 or newer is needed. {_WAY[1]}"
    )

try:
    from reform.cli import main

    if __name__ == "__main__":
        main()
except ModuleNotFoundError as missing:
    library = (missing.name or "reform").partition(".")[0]
    if library == "reform":
        raise
    sys.exit(
        f"这个 Python（{sys.executable}）没有程序需要的库 {library}。{_WAY[0]}"
        f"This Python ({sys.executable}) does not have {library}, which the program needs. {_WAY[1]}"
    )
