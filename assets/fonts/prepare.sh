#!/bin/sh
# Makes the three fonts of this folder from the Debian package fonts-noto-core.
# usage: prepare.sh DIR   (DIR holds NotoSans-Regular.ttf, -Bold.ttf, -Italic.ttf and NotoSansMath-Regular.ttf)
# needs: fonttools 4.60.1, with pyftsubset
set -eu
from=$1
here=$(dirname "$0")
for style in Regular Bold Italic; do
    SOURCE_DATE_EPOCH=0 pyftsubset "$from/NotoSans-$style.ttf" \
        --output-file="$here/NotoSans-$style.ttf" \
        --unicodes="U+0000-052F,U+1AB0-1AFF,U+1D00-1DFF,U+1E00-1FFF,U+2000-206F,U+2070-209F,U+20A0-20BF,U+20D0-20FF,U+2100-218F,U+2190-21FF,U+2200-22FF,U+25A0-25FF,U+2C60-2C7F,U+2DE0-2DFF,U+2E00-2E7F,U+A640-A69F,U+A720-A7FF,U+AB30-AB6F,U+FB00-FB06,U+FE20-FE2F,U+FFFD" \
        --layout-features=kern,mark,mkmk,ccmp,liga,locl,calt \
        --no-hinting --no-recalc-timestamp --name-IDs='*' --notdef-outline --glyph-names
    python3 "$here/add_signs.py" "$here/NotoSans-$style.ttf" "$from/NotoSansMath-Regular.ttf"
done
