#!/bin/sh
# What the tests need of the system: a browser and a Chinese font, or LibreOffice to render the papers.
# Says what is missing and installs it where that is possible. Status 1: it stays missing.
set -eu
kind=$1
has() { command -v "$1" >/dev/null 2>&1; }
say() { printf '%s\n%s\n' "$1" "$2" >&2; }

need="" lean=""
case $kind in
browser)
    size="430 MB"
    has chromium || has chromium-browser || has google-chrome || has google-chrome-stable || need="chromium"
    ;;
office)
    size="600 MB" lean="--no-install-recommends"
    has soffice || has libreoffice || need="libreoffice-writer-nogui libreoffice-impress-nogui"
    has pdftotext || need="$need poppler-utils"
    ;;
esac
if ! fc-list ":lang=zh" 2>/dev/null | grep -q .; then need="$need fonts-noto-cjk fontconfig"; fi
# The program that drives the browser needs it, and comes without it. Of a system without ldconfig nothing is known.
if [ "$kind" = browser ] && known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null); then
    case $known in *libatomic.so.1*) ;; *) need="$need libatomic1" ;; esac
fi
[ -n "$need" ] || exit 0

# As root, or through sudo where it is there and lets this user.
as_root=""
if [ "$(id -u)" != 0 ]; then
    if has sudo && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then as_root="sudo"; else as_root="none"; fi
fi
if [ "$as_root" = none ] || ! has apt-get; then
    say "系统缺少：$need（约 $size）。这里不能自动安装；需要它们的测试将跳过，其余照常进行。" \
        "The system lacks: $need (about $size). They cannot be installed from here; the tests that need them are skipped, the others run."
    exit 1
fi
say "将在系统中安装：$need（约 $size，1 至 3 分钟）。" "Installing on the system: $need (about $size, 1 to 3 minutes)."
# shellcheck disable=SC2086
if ! { $as_root apt-get update -qq \
    && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $lean $need >/dev/null; }; then
    say "没有装好，原因见上。需要它们的测试将跳过。" "They were not installed; the reason stands above. The tests that need them are skipped."
    exit 1
fi
