#!/bin/sh
# Installs the dashboard into this folder without a network: sh install.sh
set -u
cd "$(dirname "$0")" || exit 1

stop() {
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 1
}

# The newest Python on this machine that the wheels were made for; PYTHON names another.
python=${PYTHON:-}
for version in $(sort -r -t. -k2 -n pythons.txt); do
    [ -n "$python" ] || ! command -v "python$version" >/dev/null 2>&1 || python=python$version
done
python=${python:-python3}
command -v "$python" >/dev/null 2>&1 || stop "没有找到 Python。请先安装 Python $(paste -sd/ pythons.txt)。" \
    "Python is not here. Install Python $(paste -sd/ pythons.txt) first."
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
grep -qx "$version" pythons.txt || stop \
    "这个文件夹用于 Python $(paste -sd/ pythons.txt)，而 $python 是 $version。请在能上网的机器上运行 make bundle PYTHONS=$version 重做。" \
    "This folder is for Python $(paste -sd/ pythons.txt), but $python is $version. Make it again with make bundle PYTHONS=$version on a machine with a network."

rm -rf .venv
"$python" -m venv .venv || stop "无法建立 .venv：请安装 Python 的 venv 模块（Debian：python3-venv）。" \
    ".venv cannot be created: install the venv module of Python (Debian: python3-venv)."
pip() {
    .venv/bin/python -m pip --isolated --disable-pip-version-check install --quiet --no-index --no-deps "$@" || stop \
        "安装没有完成，原因见上。文件可能在拷贝时损坏，或者没有这种系统的 wheel（$(uname -sm)）。" \
        "The installation did not finish; the reason stands above. A file may have been damaged on the way, or there is no wheel for this system ($(uname -sm))."
}
pip --find-links wheels --require-hashes --requirement program/requirements.lock
pip --no-build-isolation --editable program
printf '%s\n%s\n' "安装完成。启动：./start.sh" "Installed. Start it with ./start.sh"
