#!/bin/bash
# Kills builds at random moments and checks that a whole site stands after each: the one before, or the new one.
#
#   kill-test.sh OPSBOOK [ROUNDS]
#
# Two sites take turns in one output folder. After each kill the folder must equal one of the two, as built in peace,
# to the last byte; every file that its manifest names must have the size it names; and the next build must clear
# away what the killed one left.
set -euo pipefail

opsbook=$(realpath "$1")
rounds=${2:-50}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Pages enough for a build to take a while; some stand in one site only, some are the same in both.
write_content() {
  local site=$1 page
  mkdir -p "$work/$site"
  for page in $(seq 1 400); do
    if [ $((page % 10)) -eq 0 ] && [ "$site" = b ]; then continue; fi
    mkdir -p "$work/$site/folder-$((page / 30))"
    {
      echo "# Page $page"
      if [ $((page % 3)) -ne 0 ]; then echo "As site $site has it."; fi
      seq 1 400 | sed 's/$/ lines of text to write./'
    } >"$work/$site/folder-$((page / 30))/page-$page.md"
  done
  echo "# Site $site" >"$work/$site/index.md"
  if [ "$site" = b ]; then echo "# Only in b" >"$work/b/only-in-b.md"; fi
}

build() { "$opsbook" build "$work/$1" -o "$2" >/dev/null 2>&1 || [ $? -eq 1 ]; }

# Sizes and paths, as the manifest names them and as they are.
check_manifest() {
  sed -n 's/^"\(.*\)": \([0-9]*\),\{0,1\}$/\2 \1/p' "$1/.opsbook-manifest.json" | sort >"$work/named"
  (cd "$1" && find . -type f ! -name .opsbook-manifest.json -printf '%s %P\n') | sort >"$work/found"
  diff "$work/named" "$work/found"
}

write_content a
write_content b
build a "$work/expected-a"
build b "$work/expected-b"
check_manifest "$work/expected-a"
build a "$work/site"

start=$(date +%s%N)
build b "$work/site"
duration=$((($(date +%s%N) - start) / 1000))
killed=0
old=0
new=0
for round in $(seq 1 "$rounds"); do
  next=$([ $((round % 2)) -eq 1 ] && echo a || echo b)
  # In its own process: a function's subshell would be killed in place of the build.
  "$opsbook" build "$work/$next" -o "$work/site" >/dev/null 2>&1 &
  process=$!
  # Over the whole of a build and a little more.
  sleep "$(awk -v d="$duration" -v r="$RANDOM" 'BEGIN { printf "%.6f", d * 1.1 * r / 32768 / 1000000 }')"
  if kill -KILL "$process" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$process" 2>/dev/null || true
  check_manifest "$work/site"
  if diff -rq "$work/site" "$work/expected-$next" >/dev/null; then
    new=$((new + 1))
  elif diff -rq "$work/site" "$work/expected-a" >/dev/null || diff -rq "$work/site" "$work/expected-b" >/dev/null; then
    old=$((old + 1))
  else
    echo "kill-test: round $round left a site that is neither the old one nor the new" >&2
    diff -rq "$work/site" "$work/expected-a" | head -5 >&2
    exit 1
  fi
done

build a "$work/site"
diff -r "$work/site" "$work/expected-a"
if [ -n "$(find "$work" -maxdepth 1 -name '.*' ! -path "$work")" ]; then
  echo "kill-test: a build left something beside the site" >&2
  ls -A "$work" >&2
  exit 1
fi
echo "kill-test: $rounds rounds, $killed killed; the old site stood after $old, the new one after $new"
