# shellcheck shell=bash
# What a step did, and how many things passed and failed. Sourced by tests/run.

logs=target/test-logs
passed=0
failed=0
ignored=0
patience=900
running=
skipped=()

skip() { skipped+=("$1"); }

# Runs a command with its noise in a log file; shows the end of it when the command fails.
logged() {
  local name=$1 started=$SECONDS status=0
  shift
  log="$logs/${name//[^[:alnum:]]/-}.log"
  printf '%-34s' "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [[ $status -eq 0 ]]; then
    printf 'ok      %4d s\n' $((SECONDS - started))
  else
    printf 'FAILED  %4d s\n' $((SECONDS - started))
    tail -n 60 "$log" | sed 's/^/    /'
    echo "    (all of it: $log)"
  fi
  return "$status"
}

# bounded COMMAND...: a test that hangs fails instead; in the background, so that Ctrl-C is heard at once.
bounded() {
  timeout --kill-after=10 "$patience" "$@" &
  running=$!
  wait "$running"
}

# check NAME COMMAND...: one thing that holds or does not.
check() {
  if logged "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# prepare NAME COMMAND...: nothing to count, but without it the rest would only fail in worse words.
prepare() {
  logged "$@" && return
  failed=$((failed + 1))
  finish
}

# rust_tests NAME COMMAND...: as many as cargo counts. One that broke without a count has failed,
# and so has one where no test ran: a filter that matches nothing must not look green.
rust_tests() {
  local name=$1 status=0 ok bad left
  shift
  logged "$name" bounded "$@" || status=$?
  [[ $status -ne 124 ]] || echo "    not done after $patience s, so it was stopped"
  read -r ok bad left < <(awk '/^test result:/ { ok += $4; bad += $6; left += $8 } END { print ok + 0, bad + 0, left + 0 }' "$log")
  if [[ $status -ne 0 && $bad -eq 0 ]]; then bad=1; fi
  if [[ $status -eq 0 && $ok -eq 0 ]]; then
    echo "    no test ran"
    bad=1
  fi
  passed=$((passed + ok)) failed=$((failed + bad)) ignored=$left
}

finish() {
  local what
  for what in "${skipped[@]}"; do echo "skipped: $what"; done
  echo "$passed passed, $failed failed"
  [[ $failed -eq 0 ]] || exit 1
  exit 0
}
