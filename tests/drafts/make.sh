#!/usr/bin/env bash
# Makes the files of `made/` from `story.md`: what real programs write of it. `tests/drafts.rs` holds each of them
# against the story. Run it when the story changes, or to see what newer programs write:
#
#   sudo apt-get install --no-install-recommends pandoc libreoffice-writer-nogui
#   tests/drafts/make.sh
#
# It installs nothing, and gives the same texts each time; what is packed has the hour in it.
# By pandoc's own measure a page of a wiki has no headline, and AsciiDoc no deck: `templates/` has houses' forms for both.
set -euo pipefail
cd "$(dirname "$0")"

for program in pandoc soffice; do
    command -v "$program" >/dev/null || {
        echo "$0: there is no $program; install the Debian packages pandoc and libreoffice-writer-nogui" >&2
        exit 2
    }
done

export SOURCE_DATE_EPOCH=1777788000 LC_ALL=C.UTF-8 TZ=UTC
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# pandoc FORMAT FILE [OPTION…]
by_pandoc() {
    pandoc --standalone --from markdown --to "$1" --output "made/$2" "${@:3}" story.md
}

# by_libreoffice FILE-IN-made ENDING NAME
by_libreoffice() {
    mkdir -p "$home/out"
    soffice --headless "-env:UserInstallation=file://$home/profile" --convert-to "$2" \
        --outdir "$home/out" "made/$1" >/dev/null 2>"$home/said" || { cat "$home/said" >&2; exit 1; }
    mv "$home/out/${1%.*}.${2%%:*}" "made/$3"
}

rm -rf made
mkdir made

by_pandoc docx pandoc.docx
by_pandoc odt pandoc.odt
by_pandoc html5 pandoc.html --metadata lang=en
by_pandoc rst pandoc.rst
by_pandoc asciidoc pandoc.adoc --template templates/story.asciidoc
by_pandoc mediawiki pandoc.wiki --template templates/story.mediawiki

by_libreoffice pandoc.docx odt libreoffice.odt
by_libreoffice pandoc.odt docx libreoffice.docx
by_libreoffice pandoc.docx html:HTML libreoffice.html

# A picture that LibreOffice puts beside its page is no part of the test.
find made -name '*.png' -delete
ls -l made
