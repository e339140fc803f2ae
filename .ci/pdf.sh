#!/usr/bin/env bash
# Checks the form of every PDF below the given files and folders with qpdf.
# Exit status: 0 all well, 1 findings, 2 could not check.
set -euo pipefail

command -v qpdf >/dev/null || { echo "qpdf is not installed" >&2; exit 2; }
[ "$#" -gt 0 ] || { echo "usage: pdf.sh FILE-OR-FOLDER…" >&2; exit 2; }

mapfile -d '' -t files < <(find "$@" -type f -name '*.pdf' -print0 | sort -z)
[ "${#files[@]}" -gt 0 ] || { echo "no PDF below: $*" >&2; exit 2; }

failed=0
for file in "${files[@]}"; do
    # qpdf ends with 2 on errors and with 3 on warnings; both are findings here.
    if report=$(qpdf --check "$file" 2>&1); then
        pages=$(qpdf --show-npages "$file")
        echo "ok   $file ($pages pages)"
    else
        failed=1
        echo "BAD  $file"
        sed 's/^/     /' <<<"$report"
    fi
done
exit "$failed"
