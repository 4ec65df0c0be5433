#!/usr/bin/env bash
# What `java -jar target/winnow.jar normalize FILE` costs as a process, start-up and all: processor time of all its
# processes and the memory of the largest, at 10,000 and 100,000 results. Several runs in turn, the medians, and the
# machine's load, without which the figures say little. Wants GNU time, a built jar and compiled tests:
#   ./mvnw -DskipTests package && importers/src/test/java/dev/winnow/importers/bench/normalize-process.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../../../../../.."
runs="${1:-5}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
figures="$(mktemp -d)"
trap 'rm -r "$figures"' EXIT

sizes=(10000 100000)
reports=()
for size in "${sizes[@]}"; do
  reports+=("$("$java" -cp importers/target/test-classes:importers/target/classes \
    dev.winnow.importers.bench.SarifBench "$size" generate)")
done
for ((run = 0; run < runs; run++)); do
  for i in "${!sizes[@]}"; do
    /usr/bin/time -a -o "$figures/${sizes[i]}" -f '%U %S %e %M' \
      "$java" -jar target/winnow.jar normalize "${reports[i]}" >/dev/null
  done
done

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
for i in "${!sizes[@]}"; do
  of="$figures/${sizes[i]}"
  printf '%7d results, %4d MB: CPU %.2f s, wall %.2f s, peak %d MB (medians of %d)\n' "${sizes[i]}" \
    "$(($(stat -c %s "${reports[i]}") / 1000000))" "$(awk '{ print $1 + $2 }' "$of" | median)" \
    "$(awk '{ print $3 }' "$of" | median)" "$(awk '{ print int($4 / 1024) }' "$of" | median)" "$runs"
done
printf 'load %s on %d processors\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)" "$(nproc)"
