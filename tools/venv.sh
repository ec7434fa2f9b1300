#!/usr/bin/env bash
# venv.sh MINOR [PYTHON]: a virtual environment with the development packages and the current build of hasten, linked
# in, so that a rebuild needs no installation. HASTEN_SYSTEM_PACKAGES=1 takes the packages of the system instead.
. "$(dirname "$0")/common.sh"

minor=$1
python=${2:-$(python_for "$minor")} || die "no CPython $minor found"
venv=$(venv_for "$minor")
directory="$BUILD/$PRESET-$minor"

if [ ! -x "$venv/bin/python" ] || ! grep -qsxF "$python" "$venv/made-from"; then
  say "making ${venv#"$ROOT"/}"
  "$python" -m venv --clear ${HASTEN_SYSTEM_PACKAGES:+--system-site-packages} "$venv"
  printf '%s\n' "$python" >"$venv/made-from"
fi
if [ -z "${HASTEN_SYSTEM_PACKAGES:-}" ] && ! cmp -s "$ROOT/requirements-dev.txt" "$venv/installed-requirements"; then
  say "installing the development packages into ${venv#"$ROOT"/}"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    -r "$ROOT/requirements-dev.txt" </dev/null
  cp "$ROOT/requirements-dev.txt" "$venv/installed-requirements"
fi

site_packages=$("$venv/bin/python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
ln -sfn "$directory/package/hasten" "$site_packages/hasten"
cmp -s "$ROOT/python/hasten.pth" "$site_packages/hasten.pth" || cp "$ROOT/python/hasten.pth" "$site_packages/"
# A copy: the launcher looks for the Python beside itself. Installed by renaming, as it may be running.
if ! cmp -s "$directory/bin/hasten" "$venv/bin/hasten"; then
  cp "$directory/bin/hasten" "$venv/bin/hasten.new"
  mv -f "$venv/bin/hasten.new" "$venv/bin/hasten"
fi
