#!/bin/sh
# Rendering the papers needs LibreOffice, poppler to look at the pages, and a font that has Chinese.
set -eu
need=""
command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1 \
    || need="libreoffice-writer-nogui libreoffice-impress-nogui"
command -v pdftotext >/dev/null 2>&1 || need="$need poppler-utils"
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
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $need >/dev/null
