#!/bin/sh
# Runs once, on an empty data folder: a role and databases of its own for Standkeeper and for Temporal.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\set standkeeper_password `cat /run/secrets/standkeeper_db_password`
\set temporal_password `cat /run/secrets/temporal_db_password`
CREATE ROLE standkeeper LOGIN PASSWORD :'standkeeper_password';
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE DATABASE standkeeper OWNER standkeeper;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
