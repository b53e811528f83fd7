#!/usr/bin/env bash
# Builds the extension as anybody would, and uses it with the program: lists, describes, trains, loads the model again, and
# looks at what is said when the jar is missing.
#   examples/student-t-likelihood/try.sh [FOLDER]   FOLDER: where to put jar and run (default: a temporary one)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:-$(mktemp -d)}

(cd "$root" && mvn -B -q -pl testkit -am -DskipTests install)
mvn -B -ntp -f "$here/pom.xml" clean verify

mkdir -p "$folder/plugins"
cp "$here"/target/student-t-likelihood-*.jar "$folder/plugins/"

# Read to its end: grep -q would close the pipe before the program is done.
"$root/latent4j" plugins list --plugin-path "$folder/plugins" | grep student-t
"$root/latent4j" plugins describe likelihood student-t --plugin-path "$folder/plugins"
"$root/latent4j" train --plugin-path "$folder/plugins" --data "$here/measurements.csv" \
  --set data.standardize=true --set encoder.activation=tanh --latent 2 --epochs 20 \
  --set likelihood.type=student-t --set likelihood.degrees-of-freedom=5 --out "$folder/run"
"$root/latent4j" evaluate "$folder/run" --plugin-path "$folder/plugins" --json > "$folder/evaluation.json"

if "$root/latent4j" evaluate "$folder/run" > "$folder/without.txt" 2>&1; then
  echo 'without its jar the model was loaded all the same' >&2
  exit 1
fi
missing="needs likelihood 'student-t' of org.example.studentt@1.0.0 (student-t-likelihood-1.0.0.jar)"
grep -F "$missing" "$folder/without.txt" || {
  echo 'the message does not say which plugin is missing:' >&2
  cat "$folder/without.txt" >&2
  exit 1
}
