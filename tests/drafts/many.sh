#!/usr/bin/env bash
# How much memory an archive takes, however large: pipes so many megabytes of stories (1024, unless told otherwise)
# through `onrecord check` and tells the time, the most memory that was held, and how many diagnostics came out.
# Needs GNU time (Debian: `apt-get install time`) and a release build, or the program that ONRECORD names.
#
#   cargo build --release && tests/drafts/many.sh 1024
set -euo pipefail
cd "$(dirname "$0")"

megabytes=${1:-1024}
onrecord=${ONRECORD:-../../target/release/onrecord}
story=$(grep night-ferry story.jsonl)
times=$((megabytes * 1048576 / (${#story} + 1)))

# 1 is what a check of stories with errors ends with.
stories() { yes "$story" | head -n "$times"; }
stories | /usr/bin/time -f '%e seconds, at most %M KB' "$onrecord" check --isolated --format jsonl --input-format jsonl - |
    wc -l || [ "${PIPESTATUS[1]}" -eq 1 ]
