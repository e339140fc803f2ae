#!/usr/bin/env bash
# Draws page one of every document of the gallery again: `bash docs/galerie/erneuern.sh`, after
# `cargo build --release`. Needs pdftoppm (Debian package poppler-utils).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

gallery=docs/galerie
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# draw INCIDENT DOCUMENT…
draw() {
    local incident=$1 file="beispiele/$1.toml" time name
    shift
    time=$(sed -n 's/^# Zeitpunkt: *//p' "$file" | head -n 1)
    target/release/datenpanne erzeugen "$file" --jetzt "$time" --format pdf --ausgabe "$made/$incident" >/dev/null 2>&1
    rm -rf "${gallery:?}/$incident"
    mkdir -p "$gallery/$incident"
    for name in "$@"; do
        pdftoppm -r 50 -gray -png -singlefile -f 1 -l 1 "$made/$incident"/*/"$name.pdf" "$gallery/$incident/$name"
    done
}

draw ksm-schwerin meldung portalbogen buergerinformation aushang telefonleitfaden pressemitteilung vermerk
draw falscher-empfaenger meldung portalbogen benachrichtigung empfaengerschreiben telefonleitfaden vermerk
draw sit-dienstleister auftragsverarbeiter
