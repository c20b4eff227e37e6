"""The command line: ``python -m reform``."""

from reform.cli import main

if __name__ == "__main__":
    main()
