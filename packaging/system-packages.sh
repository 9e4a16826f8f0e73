#!/bin/sh
# Sees to the Debian packages that pip cannot bring: for root it installs those that are missing,
# for anybody else it names them. It never stops what comes after it.
#
#   packaging/system-packages.sh window          libraries that a real Qt window loads
#   packaging/system-packages.sh window tests    and the programs that only tests start
set -eu

# library, the package that has it
window_libraries="
libEGL.so.1             libegl1
libGL.so.1              libgl1
libX11-xcb.so.1         libx11-xcb1
libX11.so.6             libx11-6
libdbus-1.so.3          libdbus-1-3
libfontconfig.so.1      libfontconfig1
libfreetype.so.6        libfreetype6
libglib-2.0.so.0        libglib2.0-0
libwayland-client.so.0  libwayland-client0
libwayland-cursor.so.0  libwayland-cursor0
libxcb-cursor.so.0      libxcb-cursor0
libxcb-glx.so.0         libxcb-glx0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-image.so.0       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0       libxcb-shape0
libxcb-shm.so.0         libxcb-shm0
libxcb-sync.so.1        libxcb-sync1
libxcb-util.so.1        libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1
libxkbcommon-x11.so.0   libxkbcommon-x11-0
libxkbcommon.so.0       libxkbcommon0
"

# program, the package that has it
test_programs="
Xvfb      xvfb
pdftotext poppler-utils
soffice   libreoffice-writer-nogui
xdotool   xdotool
"

missing_libraries() {
    present=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    echo "$window_libraries" | while read -r library package; do
        case "$present" in *"$library "*) ;; *) echo "$package" ;; esac
    done
}

missing_programs() {
    echo "$test_programs" | while read -r program package; do
        [ -z "$program" ] || command -v "$program" >/dev/null || echo "$package"
    done
}

# It looks for ldconfig rather than for Linux: only there do the names above mean anything.
PATH="$PATH:/sbin:/usr/sbin" command -v ldconfig >/dev/null || exit 0

missing=""
for what in "$@"; do
    case "$what" in
        window) missing="$missing $(missing_libraries)" ;;
        tests) missing="$missing $(missing_programs)" ;;
        *) echo "system-packages.sh: no such group: $what" >&2; exit 2 ;;
    esac
done
missing=$(echo $missing)
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get -qq update && apt-get -qq install -y --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
fi
echo "This machine lacks system packages. Install them with:" >&2
echo "    sudo apt-get install --no-install-recommends $missing" >&2
