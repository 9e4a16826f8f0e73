#!/bin/sh
# Compiles the ranges in pyproject.toml to pins with the hashes of every file of a release, for all
# systems and Pythons at once. UPGRADE=1 takes newer releases too. No index is written into them: each machine uses its own.
set -eu
cd "$(dirname "$0")/.."

tools=.cache/pins
if [ ! -x "$tools/bin/uv" ]; then
    "${PYTHON:-python3}" -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet --require-hashes -r packaging/requirements/pins.txt
fi

compile() {
    name=$1
    shift
    echo "Compiling packaging/requirements/$name.txt"
    "$tools/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
        --generate-hashes --custom-compile-command "make requirements" --no-annotate \
        ${UPGRADE:+--upgrade} --output-file "packaging/requirements/$name.txt" "$@"
}

compile pins --group pins
compile pip --group pip
compile base pyproject.toml --group build
compile test pyproject.toml --extra test --constraint packaging/requirements/base.txt
compile assist pyproject.toml --extra assist --constraint packaging/requirements/test.txt
compile assist-build --group assist-build --constraint packaging/requirements/test.txt
compile models --group models --no-deps
