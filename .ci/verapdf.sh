#!/usr/bin/env bash
# Validates every PDF below the given files and folders with veraPDF: PDF/UA-1 and PDF/A-2a, or what
# FLAVOURS names in their place: `FLAVOURS=ua1,3a verapdf.sh …` for files with attachments.
# Exit status: 0 all well, 1 findings, 2 could not check.
set -euo pipefail
ci="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
export VERAPDF_CACHE="${VERAPDF_CACHE:-$ci/work/verapdf}"

command -v javac >/dev/null || { echo "no JDK is installed" >&2; exit 2; }
[ "$#" -gt 0 ] || { echo "usage: verapdf.sh FILE-OR-FOLDER…" >&2; exit 2; }

mapfile -d '' -t files < <(find "$@" -type f -name '*.pdf' -print0 | sort -z)
[ "${#files[@]}" -gt 0 ] || { echo "no PDF below: $*" >&2; exit 2; }

status=0
report=$("$ci/verapdf/verapdf" "${FLAVOURS:-ua1,2a}" "${files[@]}") || status=$?
printf '%s\n' "$report"
[ "$status" -le 1 ] || { echo "veraPDF ended with status $status" >&2; exit 2; }
# Every file was looked at twice; one that was not read has no line.
lines=$(grep -cE '^(PASS|FAIL) ' <<<"$report" || true)
[ "$lines" -eq $((2 * ${#files[@]})) ] || { echo "$lines verdicts for ${#files[@]} files" >&2; exit 2; }
exit "$status"
