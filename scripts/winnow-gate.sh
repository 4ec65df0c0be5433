#!/bin/sh
# Asks Winnow whether the pipeline may go on, once all its reports are imported; prints why.
#
#   winnow-gate.sh [NAME=VALUE ...]     as in: winnow-gate.sh guards=trivy,gitleaks
#
# NAME=VALUE are parameters of the question: guards (that have to have reported besides those expected),
# provisional=true (a verdict will do although expected guards are missing).
# From the environment:
#   WINNOW_URL, WINNOW_TOKEN, WINNOW_PROJECT, WINNOW_COMMIT, WINNOW_BRANCH, WINNOW_BUILD   as for winnow-upload.sh
#   WINNOW_MINUTES  how long to wait for what is missing (5)
#   WINNOW_WARN     fail: a warning stops the pipeline, too
# Exit code: 0 go on, 1 the gate fails the build, 2 there is no verdict. Needs sh and curl.
set -eu
die() { echo "winnow-gate: $*" >&2; exit 2; }

for name in URL PROJECT COMMIT; do
  eval "[ -n \"\${WINNOW_$name:-}\" ]" || die "set WINNOW_$name"
done
case ${WINNOW_TOKEN:-} in
  '' | *[!A-Za-z0-9_-]*) die "WINNOW_TOKEN is not a token: is the secret there for this job, on one line?" ;;
esac
for pair in "$@"; do
  shift
  set -- "$@" --data-urlencode "$pair"
done
minutes=${WINNOW_MINUTES:-5}
wait=60
[ "$minutes" -gt 0 ] || wait=0
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
code=
while [ -z "$code" ] || { [ "$code" = 409 ] && [ "$minutes" -gt 0 ]; }; do
  # The token goes in by standard input: the arguments of a process are there for all users of a machine to see.
  code=$(printf 'header = "Authorization: Bearer %s"\n' "$WINNOW_TOKEN" |
    curl --config - --silent --show-error --connect-timeout 20 --max-time 120 --retry 3 \
      --get --data "format=text&enforce=true&wait=$wait" --data-urlencode "build=${WINNOW_BUILD:-$WINNOW_COMMIT}" \
      --data-urlencode "commit=$WINNOW_COMMIT" --data-urlencode "branch=${WINNOW_BRANCH:-}" "$@" \
      --output "$answer" --write-out '%{http_code}' \
      "${WINNOW_URL%/}/api/v1/projects/$WINNOW_PROJECT/verdict") || die "$WINNOW_URL does not answer"
  minutes=$((minutes - 1))
done
cat "$answer"
case "$code $(cat "$answer")" in
  "200 PASS "*) ;;
  "200 WARN "*) [ "${WINNOW_WARN:-}" != fail ] || exit 1 ;;
  "422 FAIL "*) exit 1 ;;
  *) echo; die "no verdict: Winnow answers $code" ;;
esac
