#!/bin/sh
# The image takes its password from the environment only; the file keeps it out of `docker inspect`.
set -eu
POSTGRES_PWD="$(cat /run/secrets/temporal_db_password)"
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
