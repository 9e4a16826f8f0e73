#!/bin/sh
# Makes the virtual environment .venv from the pinned, hashed requirements.
#
#   packaging/set-up.sh base [test] [assist]
#
# PYTHON names the interpreter (3.11 or later; python3 where it is not set). A part is installed
# again only when its pins have changed. An interrupted set-up is begun afresh by the next one.
set -eu
cd "$(dirname "$0")/.."

pins=packaging/requirements
stamps=.venv/set-up
unfinished=.venv/unfinished

# One set-up at a time, where the machine has the program for it.
mkdir -p .cache
exec 9>.cache/set-up.lock
if command -v flock >/dev/null; then flock 9; fi

# A step that fails leaves a sound environment; one that is cut off may not.
trap 'rm -f "$unfinished"' EXIT
trap 'trap - EXIT; exit 130' HUP INT TERM

python_of() { "$1" -c 'import sys; print(sys.base_prefix, *sys.version_info[:2])'; }

is_usable() {
    [ ! -e "$unfinished" ] || return 1
    .venv/bin/python -c 'import pip' 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(python_of "$PYTHON")" = "$(python_of .venv/bin/python)" ]
}

make_environment() {
    python=${PYTHON:-python3}
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "Goldseam needs Python 3.11 or later, and $python is none that runs. Name one: PYTHON=…" >&2
        exit 1
    }
    rm -rf .venv
    mkdir -p "$stamps"
    : >"$unfinished"
    "$python" -m venv .venv
}

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps "$@"
}

install_base() {
    pip_install --require-hashes -r "$pins/pip.txt"
    pip_install --require-hashes -r "$pins/base.txt"
    pip_install --no-build-isolation --editable .
}

install_test() {
    pip_install --require-hashes -r "$pins/test.txt"
}

# llama.cpp comes as source. Its build takes minutes, once: pip keeps the wheel in its own cache.
# Not tuned to this very processor, and without the parts for pictures.
install_assist() {
    pip_install --require-hashes -r "$pins/assist-build.txt"
    CMAKE_ARGS="-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF ${CMAKE_ARGS:-}" \
        pip_install --require-hashes --no-build-isolation -r "$pins/assist.txt"
}

# What a part was made from: it is done again when any of this is another.
key_of() {
    case "$1" in
        base) set -- pyproject.toml "$pins/pip.txt" "$pins/base.txt" ;;
        test) set -- "$pins/test.txt" ;;
        assist) set -- "$pins/assist-build.txt" "$pins/assist.txt" ;;
    esac
    { pwd; cat "$@"; } | cksum
}

install_part() {
    key=$(key_of "$1")
    [ "$(cat "$stamps/$1" 2>/dev/null)" != "$key" ] || return 0
    echo "Setting up: $1"
    mkdir -p "$stamps"
    : >"$unfinished"
    "install_$1"
    echo "$key" >"$stamps/$1"
    rm "$unfinished"
}

is_usable || make_environment
for part in "$@"; do
    case "$part" in
        base | test | assist) install_part "$part" ;;
        *) echo "set-up.sh: no such part: $part" >&2; exit 2 ;;
    esac
done
