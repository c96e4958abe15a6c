# shellcheck shell=bash
# What the tests need, and how it gets here. Sourced by tests/run.

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

# The two that README names, and that nobody should get behind their back.
require_rust_and_node() {
  have cargo || { echo "Rust is missing: install 1.95 or newer with rustup (https://rustup.rs)" >&2; exit 2; }
  have npm || { echo "Node is missing: install 20 or newer (https://nodejs.org)" >&2; exit 2; }
}

postgres_bin() {
  local initdb
  initdb=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  [[ -x $initdb ]] || initdb=$(readlink -f "$(command -v initdb || true)")
  [[ -x $initdb ]] && dirname "$initdb"
}

# Debian packages, asked for only where their program is missing.
missing_packages() {
  have cc || echo gcc libc6-dev
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
  [[ $quick ]] && return
  have chromium || echo chromium
  have chromedriver || echo chromium-driver
  have pdftotext || echo poppler-utils
  have fc-list && [[ $(fc-list) ]] || echo fontconfig fonts-dejavu-core
  postgres_bin >/dev/null || echo postgresql
  # It runs as root only, and so do its tests.
  [[ $EUID -ne 0 || -x /usr/sbin/postfix ]] || echo postfix
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  # Without a configuration no service of the system starts: the tests bring their own.
  [[ " $* " != *" postfix "* ]] ||
    echo "postfix postfix/main_mailer_type select No configuration" | as_root debconf-set-selections
  as_root apt-get update && as_root apt-get install -y --no-install-recommends "$@"
}

install_missing_packages() {
  local packages
  packages=$(missing_packages | xargs)
  [[ $packages ]] || return 0
  if have apt-get && { [[ $EUID -eq 0 ]] || have sudo; }; then
    # shellcheck disable=SC2086 # one word for each package
    prepare "install Debian packages" install_packages $packages
    echo "    $packages"
  else
    echo "Cannot be installed without apt-get and root or sudo: $packages"
  fi
}

# npm_ci FOLDER: as the lock file says, unless that was done already.
npm_ci() {
  local done=$1/node_modules/.package-lock.json
  [[ -e $done && ! $1/package-lock.json -nt $done ]] || npm ci --prefix "$1"
}

install_mail_server() {
  local venv=$1 wanted=tests/mail/requirements.txt
  cmp -s "$wanted" "$venv/installed.txt" && "$venv/bin/python" -c 'import aiosmtpd' && return
  rm -rf "$venv" && python3 -m venv "$venv" &&
    "$venv/bin/pip" install --disable-pip-version-check --require-hashes -r "$wanted" &&
    cp "$wanted" "$venv/installed.txt"
}

# Without optimisation: 40 s instead of 2 minutes, and it runs for a second.
install_cargo_deny() {
  [[ -x target/tools/bin/cargo-deny ]] || have cargo-deny ||
    CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-deny --version 0.20.2 --locked --debug \
      --root target/tools --target-dir target/tools/build
}
