#!/usr/bin/env bash
# Draws page one of every document of the gallery again: `bash docs/galerie/erneuern.sh`, after
# `cargo build --release`, or with another program as its argument. Needs pdftoppm and convert (Debian packages poppler-utils and imagemagick).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

gallery=docs/galerie
program=${1:-target/release/datenpanne}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# draw INCIDENT DOCUMENT…
draw() {
    local incident=$1 file="beispiele/$1.toml" time name
    shift
    time=$(sed -n 's/^# Zeitpunkt: *//p' "$file" | head -n 1)
    "$program" erzeugen "$file" --jetzt "$time" --format pdf --ausgabe "$made/$incident" >/dev/null 2>&1
    rm -rf "${gallery:?}/$incident"
    mkdir -p "$gallery/$incident"
    for name in "$@"; do
        pdftoppm -r 50 -gray -png -singlefile -f 1 -l 1 "$made/$incident"/*/"$name.pdf" "$gallery/$incident/$name"
    done
}

draw ksm-schwerin meldung portalbogen buergerinformation aushang telefonleitfaden pressemitteilung vermerk
draw falscher-empfaenger meldung portalbogen benachrichtigung empfaengerschreiben telefonleitfaden vermerk
draw sit-dienstleister auftragsverarbeiter

# The same facts as falscher-empfaenger and ksm-schwerin, with logo and colour of a house.
house() {
    local incident=$1 time name
    shift
    mkdir -p "$made/haus" "$gallery/gestaltung"
    cat "beispiele/$incident.toml" tests/gestaltung/gestaltung.toml >"$made/haus/vorfall.toml"
    cp tests/gestaltung/wappen.svg "$made/haus/"
    time=$(sed -n 's/^# Zeitpunkt: *//p' "beispiele/$incident.toml" | head -n 1)
    "$program" erzeugen "$made/haus" --jetzt "$time" --format pdf --ausgabe "$made/haus-$incident" >/dev/null 2>&1
    for name in "$@"; do
        # 64 colours of its own for each page keep the files small.
        pdftoppm -r 50 -png -singlefile -f 1 -l 1 "$made/haus-$incident"/*/"$name.pdf" "$made/$name"
        convert "$made/$name.png" -colors 64 -define png:exclude-chunks=date,time "PNG8:$gallery/gestaltung/$name.png"
    done
}

rm -rf "${gallery:?}/gestaltung"
house falscher-empfaenger benachrichtigung
house ksm-schwerin meldung buergerinformation aushang pressemitteilung
