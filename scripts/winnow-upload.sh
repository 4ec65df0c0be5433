#!/bin/sh
# Sends a scanner's report to Winnow and waits until it is imported.
#
#   winnow-upload.sh REPORT [NAME=VALUE ...]     as in: winnow-upload.sh trivy.json guard=trivy target=shop
#
# NAME=VALUE are parameters of an upload: change, buildUrl, committedAt, guard, target, stage, category ...
# From the environment:
#   WINNOW_URL      https://winnow.example.com
#   WINNOW_TOKEN    a token of the role upload
#   WINNOW_PROJECT  the project's name
#   WINNOW_COMMIT   what was scanned
#   WINNOW_BRANCH   its branch (without: the one that is followed)
#   WINNOW_BUILD    the pipeline run (without: the commit)
#   WINNOW_AUTHOR   who made the commit (without: what Git knows of it here)
# Exit code: 0 taken in, 1 Winnow refuses it, 2 it could not be sent. Needs od, sed, tr and curl.
set -eu
die() { code=$1; shift; echo "winnow-upload: $*" >&2; exit "$code"; }
# Each byte as %XX.
encoded() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'; }

[ $# -gt 0 ] || die 2 "say which report: winnow-upload.sh REPORT [NAME=VALUE ...]"
report=$1; shift
[ -s "$report" ] || die 2 "$report is empty, or not there: did the scanner run?"
for name in URL PROJECT COMMIT; do
  eval "[ -n \"\${WINNOW_$name:-}\" ]" || die 2 "set WINNOW_$name"
done
case ${WINNOW_TOKEN:-} in
  '' | *[!A-Za-z0-9_-]*) die 2 "WINNOW_TOKEN is not a token: is the secret there for this job, on one line?" ;;
esac

query="commit=$(encoded "$WINNOW_COMMIT")&branch=$(encoded "${WINNOW_BRANCH:-}")"
query="$query&build=$(encoded "${WINNOW_BUILD:-}")"
author=${WINNOW_AUTHOR:-$(git log -1 --format='%an <%ae>' "$WINNOW_COMMIT" -- 2>/dev/null)} || author=
case $author in *[[:cntrl:]]*) author= ;; esac
[ "${#author}" -le 200 ] || author=
query="$query&author=$(encoded "$author")"
for pair in "$@"; do
  query="$query&${pair%%=*}=$(encoded "${pair#*=}")"
done
query="$query&wait=60"
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
# The token goes in by standard input: the arguments of a process are there for all users of a machine to see.
code=$(printf 'header = "Authorization: Bearer %s"\n' "$WINNOW_TOKEN" |
  curl --config - --silent --show-error --globoff --connect-timeout 20 --retry 3 --request POST \
    --header 'Content-Type: application/octet-stream' --upload-file "$report" \
    --output "$answer" --write-out '%{http_code}' \
    "${WINNOW_URL%/}/api/v1/projects/$WINNOW_PROJECT/scans?$query") || die 2 "$WINNOW_URL does not answer"
cat "$answer"
echo
case $code in
  200 | 201 | 202) ;;
  4??) die 1 "Winnow refuses $report ($code)" ;;
  *) die 2 "Winnow answers $code" ;;
esac
