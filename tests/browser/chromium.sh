#!/bin/sh
# Print the path of a Chromium for the browser tests. Where there is none, install Debian's if this
# account may; otherwise name the package on stderr and fail.
set -eu

find_chromium() {
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM" && return
        echo "CHROMIUM names $CHROMIUM, which cannot be run." >&2
        exit 1
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

find_chromium && exit

if ! command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium: install your system's package of it (often 'chromium')." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "The browser tests need Chromium: run 'sudo apt-get install chromium' once." >&2
    exit 1
fi

echo "Installing Chromium for the browser tests (package chromium) …" >&2
# Several test processes may ask at once: apt-get waits for its own lock.
options="DEBIAN_FRONTEND=noninteractive"
if ! $as_root $options apt-get update -q >&2 ||
    ! $as_root $options apt-get install -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 chromium >&2; then
    echo "Chromium could not be installed: run 'apt-get install chromium' as root and see why." >&2
    exit 1
fi
find_chromium
