# shellcheck shell=bash
# The servers that the tests talk to, and their end. Sourced by tests/run.

postgres_data=
chromedriver_pid=
browser_files=

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $EUID -ne 0 ]]; then "$@"; else (cd / && runuser -u "$postgres_user" -- "$@"); fi
}

# A cluster of our own behind a socket that only we can reach: no port to collide on, no password to keep.
# Nothing in it is worth a sync.
start_postgres() {
  local bin
  bin=$(postgres_bin) || return
  postgres_user=$(id -un postgres 2>/dev/null || echo nobody)
  postgres_data=$(mktemp -d /tmp/ordna-postgres.XXXXXX)
  [[ $EUID -ne 0 ]] || chown "$postgres_user" "$postgres_data"
  # Sorted in Norwegian, so that a key that forgot its byte order is found out.
  as_postgres "$bin/initdb" -D "$postgres_data/data" -U ordna -A trust -E UTF8 --no-sync \
    --locale=C.UTF-8 --locale-provider=icu --icu-locale=nb-NO &&
    as_postgres "$bin/pg_ctl" -D "$postgres_data/data" -l "$postgres_data/log" -w start -o "-k $postgres_data \
      -c listen_addresses= -c max_connections=200 -c max_locks_per_transaction=256 \
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off" &&
    as_postgres "$bin/createdb" -h "$postgres_data" -U ordna ordna
}

postgres_url() { echo "postgres://ordna@${postgres_data//\//%2F}/ordna"; }

# On a port that it finds itself; its log says which. In a process group of its own, because browsers that
# a failed test left open outlive it, and with its own folder for their profiles.
start_chromedriver() {
  local said=$logs/chromedriver.log
  browser_files=$(mktemp -d /tmp/ordna-browser.XXXXXX)
  TMPDIR=$browser_files setsid chromedriver --port=0 >"$said" 2>&1 </dev/null &
  chromedriver_pid=$!
  for _ in {1..100}; do
    chromedriver_port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' "$said")
    [[ $chromedriver_port ]] && return
    kill -0 "$chromedriver_pid" || break
    sleep 0.1
  done
  cat "$said"
  return 1
}

stop_services() {
  if [[ $chromedriver_pid ]]; then
    kill -- "-$chromedriver_pid" 2>/dev/null || true
    wait "$chromedriver_pid" 2>/dev/null || true
  fi
  if [[ $postgres_data ]]; then
    as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_data/data" -m immediate stop >/dev/null 2>&1 || true
  fi
  rm -rf "$postgres_data" "$browser_files"
}
