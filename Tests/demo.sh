#!/usr/bin/env bash
# The main job on the examples, in a folder of its own: run and test a model, tell a decision, take it, resolve it,
# review it, report it.
set -euo pipefail

how=$(realpath "$1")
examples=$(realpath "$(dirname "$0")/../Docs/Examples")
folder=$(mktemp -d "${TMPDIR:-/tmp}/how-demo.XXXXXX")
export XDG_DATA_HOME=$folder XDG_STATE_HOME=$folder XDG_CONFIG_HOME=$folder HOW_STORE=
cd "$folder"

step() {
  printf '\n$ how'
  printf ' %q' "$@"
  printf '\n'
  "$how" "$@"
}

step new decision --from "$examples"/{lease,offer,rewrite,drill}.md
step new model --from "$examples/hiring.md"
step run training-time 'utilization=30% to 45%' --sensitivity
step test training-time kv-cache
step test --library
step score drill --pictures
step update drill oil --likelihood 'dry 40%, wet 60%, soaking 70%' --because "the neighbour's well"
step decide drill 'Shoot seismic first'
step resolve drill payoff='190k USD' 'prediction 1=yes' 'prediction 2=yes'
step new postmortem drill --process 4 --outcome 5 --no-edit
step list
step search survey
step doctor
step report drill -o "$folder/drill-report.md"
printf '\nthe report: %s\n' "$folder/drill-report.md"
