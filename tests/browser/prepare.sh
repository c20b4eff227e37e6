#!/bin/sh
# The browser tests need the system's Chromium and a font that has Chinese. Install what is missing.
set -eu
need=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
    || command -v google-chrome >/dev/null 2>&1 || need="chromium"
if ! fc-list ":lang=zh" 2>/dev/null | grep -q .; then need="$need fonts-noto-cjk fontconfig"; fi
[ -z "$need" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install: $need" >&2
    exit 1
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq $need >/dev/null
