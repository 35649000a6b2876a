#!/usr/bin/env bash
# Makes sure that the C libraries are here, with apt where it can, and says what to do where it cannot.
# needs.sh [PROGRAM …] makes sure of programs, too: those that make bench measures against.
set -euo pipefail

missing=()
has() { printf '#include <%s>\nint main(void){return 0;}\n' "$1" | ${CC:-clang} -x c -fsyntax-only - 2>/dev/null; }
has sqlite3.h || missing+=(libsqlite3-dev)
has cmark.h || missing+=(libcmark-dev)
for program in "$@"; do command -v "$program" >/dev/null || missing+=("$program"); done
[ ${#missing[@]} -eq 0 ] && exit 0

by_hand() {
  echo "how needs SQLite and cmark with their headers; missing here: ${missing[*]}" >&2
  echo "  Debian, Ubuntu:  sudo apt-get install ${missing[*]}" >&2
  echo "  Fedora:          sudo dnf install sqlite-devel cmark-devel" >&2
  echo "  macOS:           brew install sqlite cmark" >&2
  echo "then say make again." >&2
  exit 69
}

command -v apt-get >/dev/null || by_hand
root=()
if [ "$(id -u)" -ne 0 ]; then
  # Without a terminal sudo must not ask.
  if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then root=(sudo); else by_hand; fi
fi
echo "installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get install -y -qq "${missing[@]}" >/dev/null 2>&1 ||
  { "${root[@]}" apt-get update -qq >/dev/null 2>&1 && "${root[@]}" apt-get install -y -qq "${missing[@]}" >/dev/null; } ||
  by_hand
