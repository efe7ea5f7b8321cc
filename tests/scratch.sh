#!/usr/bin/env bash
# Prints the folder for the tests' databases: in memory where there is room, since waiting for a disk
# shows nothing that the tests ask about. A process that is killed loses nothing there either.
set -euo pipefail
memory=/dev/shm
if [ -w "$memory" ]; then
	free=$(df --output=avail -k "$memory" | tail -n 1)
	if [ "$free" -gt 2000000 ]; then
		echo "$memory"
		exit
	fi
fi
echo "${TMPDIR:-/tmp}"
