#!/bin/sh
# Makes the passwords that docker-compose.yml reads, once. The folder is closed to others on this host; the files in it
# are readable, because the services that get them run under users of their own.
set -eu
cd "$(dirname "$0")/.."
umask 022

if [ -e secrets ]; then
  echo "secrets/ is already there; remove it first if no database was made with it" >&2
  exit 1
fi
mkdir -m 700 secrets

# 48 hex digits: nothing in them needs quoting in a URL.
password() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

for name in postgres_password standkeeper_db_password temporal_db_password; do
  password >"secrets/$name"
done
printf 'postgresql://standkeeper:%s@postgres:5432/standkeeper' "$(cat secrets/standkeeper_db_password)" >secrets/database_url
echo "wrote secrets/: keep a copy in a safe place"
