#!/bin/sh
# Opens the dashboard; options as of `reform serve`, for example ./start.sh --port 8502
cd "$(dirname "$0")" || exit 1
exec .venv/bin/reform serve "$@"
