#!/bin/sh
# Makes .venv ready for what make is about to do: run, dev, spark, engines or bench. Quick when it is ready already.
# Every way it can end badly is a sentence that says what to do, in Chinese and English.
set -eu
kind=$1
venv=${VENV:-.venv}
stamp=$venv/.ready-$kind

say() { printf '%s\n%s\n' "$1" "$2"; }
stop() {
    say "$1" "$2" >&2
    exit 1
}
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The Python to build with: the one that is asked for, or else the newest there is.
choose_python() {
    asked=${PYTHON:-python3}
    for python in "$asked" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$python" >/dev/null 2>&1 && new_enough "$python"; then return; fi
    done
    if command -v "$asked" >/dev/null 2>&1; then
        found=$("$asked" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo "?")
        stop "这台机器的 Python 是 $found，需要 3.11 或更新。安装后运行：make $kind_of_make PYTHON=python3.11" \
            "Python here is $found; 3.11 or newer is needed. Install it, then: make $kind_of_make PYTHON=python3.11"
    fi
    stop "没有找到 Python（$asked）。请安装 Python 3.11 或更新（Debian、Ubuntu：apt install python3 python3-venv）。" \
        "There is no Python ($asked). Install Python 3.11 or newer (Debian, Ubuntu: apt install python3 python3-venv)."
}

# A folder .venv that is there may be half made, of an old Python, of one that is gone, or moved here.
is_whole() {
    new_enough $venv/bin/python && $venv/bin/python -m pip --version >/dev/null 2>&1 \
        && [ "$(cat $venv/.place 2>/dev/null)" = "$PWD" ]
}

make_venv() {
    choose_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        stop "这个 Python（$python）没有 venv。请先安装它（Debian、Ubuntu：apt install python3-venv），再运行一次。" \
            "This Python ($python) has no venv. Install it first (Debian, Ubuntu: apt install python3-venv), then run again."
    fi
    if [ -e $venv ]; then
        say "原有的 $venv 不完整、太旧或已移动，重新建立。" "The $venv that is here is incomplete, too old or was moved: it is made anew."
        rm -rf $venv
    fi
    "$python" -m venv $venv || {
        rm -rf $venv
        stop "无法建立 $venv，原因见上。请检查磁盘空间和文件夹权限。" \
            "$venv could not be made; the reason stands above. Check the disk's space and the folder's permissions."
    }
    printf '%s\n' "$PWD" >$venv/.place
}

case $kind in
run) more="" size="0.6 GB" kind_of_make=run ;;
dev) more="-r requirements-dev.txt" size="1 GB" kind_of_make=test ;;
spark | engines) more="-r requirements-dev.txt -r requirements-$kind.txt" size="2 GB" kind_of_make=test-$kind ;;
bench) more="-r requirements-dev.txt -r requirements-bench.txt" size="2 GB" kind_of_make=bench ;;
*) stop "environment.sh: run, dev, spark, engines, bench" "environment.sh: run, dev, spark, engines, bench" ;;
esac

wanted=$(cat requirements*.txt requirements.lock pyproject.toml | cksum)
if is_whole; then
    if [ "$(cat $stamp 2>/dev/null)" = "$wanted" ]; then exit 0; fi
else
    make_venv
fi
say "把程序需要的库装入 $venv：共约 $size，通常 1 至 5 分钟。系统本身不变。" \
    "Installing the libraries into $venv: about $size in all, usually 1 to 5 minutes. The system itself is not changed."
# The product's libraries come from the lock, the same versions on every machine; then the program, in place.
install() { $venv/bin/python -m pip install --disable-pip-version-check "$@"; }
# shellcheck disable=SC2086
{ install --require-hashes -r requirements.lock && install --no-deps --no-build-isolation -e . &&
    { [ -z "$more" ] || install $more; }; } || stop \
    "库没有装好，原因见上。若这台机器不能上网，请在能上网的机器上制作离线安装包；若有内部镜像，先设置：$venv/bin/pip config set global.index-url 地址" \
    "The libraries were not installed; the reason stands above. Without a network, make an offline bundle on a machine that has one; with a mirror of your own, set it first: $venv/bin/pip config set global.index-url ADDRESS"
printf '%s\n' "$wanted" >$stamp
