#!/usr/bin/env bash
# A disk too small for an update: all the workbooks are rewritten or none is, and nothing is left among them.
# Run by itself it tries the library. Sourced, it gives `disco_pieno UFFICIO COMANDO…`, which tries a command on copies of
# an office's folder, whose path is added to its words: `disco_pieno samples/x target/release/schedario aggiorna`.
set -euo pipefail

# Mounts a disk of so many kB and prints where; fails where that is not permitted.
disco_piccolo() {
  local punto
  punto=$(mktemp -d)
  if ! mount -t tmpfs -o "size=${1}k" tmpfs "$punto" 2>/dev/null; then
    rmdir "$punto"
    return 1
  fi
  echo "$punto"
}

togli() {
  umount "$1"
  rmdir "$1"
}

impronte() {
  (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
}

disco_pieno() {
  local ufficio=$1 occupato kb punto prima esito rifiuti=0
  shift
  occupato=$(du -s --apparent-size -k "$ufficio" | cut -f1)
  # from a disk that takes the folder and nothing else, to one that takes everything
  for ((kb = occupato + 100; kb < 5 * occupato + 2000; kb += occupato / 8 + 16)); do
    if ! punto=$(disco_piccolo "$kb"); then
      echo "disco pieno: non provato, qui non si può montare un disco"
      return 0
    fi
    if ! cp -r "$ufficio" "$punto/Schede" 2>/dev/null; then
      togli "$punto"
      continue
    fi
    prima=$(impronte "$punto/Schede")
    esito=0
    "$@" "$punto/Schede" >"$punto.testo" 2>&1 || esito=$?
    if [ "$esito" -ne 2 ]; then
      togli "$punto"
      rm "$punto.testo"
      [ "$rifiuti" -gt 0 ] || { echo "disco pieno: nessun disco era abbastanza piccolo"; return 1; }
      echo "disco pieno: $rifiuti rifiuti senza danni, poi fatto con $kb kB"
      return 0
    fi
    rifiuti=$((rifiuti + 1))
    if [ "$prima" != "$(impronte "$punto/Schede")" ] || ! grep -q 'Nulla è stato cambiato' "$punto.testo"; then
      echo "disco pieno: con $kb kB qualcosa è cambiato, o non è detto"
      cat "$punto.testo"
      togli "$punto"
      return 1
    fi
    togli "$punto"
    rm "$punto.testo"
  done
  echo "disco pieno: il comando non è mai riuscito"
  return 1
}

prova_libreria() {
  local punto esito=0
  if ! punto=$(disco_piccolo 600); then
    echo "disco pieno: non provato, qui non si può montare un disco"
    return 0
  fi
  SCHEDARIO_DISCO_PICCOLO=$punto cargo test -q --test store a_small_disk -- --ignored --nocapture || esito=$?
  togli "$punto"
  return "$esito"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  cd "$(dirname "$0")/.."
  prova_libreria
fi
