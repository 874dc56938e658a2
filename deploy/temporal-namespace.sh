#!/bin/sh
# Makes the namespace and its search attributes where they are missing; a repeat is harmless. TEMPORAL_ADDRESS and
# TEMPORAL_NAMESPACE are read by the tool itself.
set -eu

tries=0
until temporal operator cluster health; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || { echo "Temporal at $TEMPORAL_ADDRESS did not become healthy in 60 s" >&2; exit 1; }
  sleep 2
done

# Closed runs may go after this time: what is to be kept for good is in PostgreSQL.
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 14d

# A new namespace takes some seconds to be known everywhere.
tries=0
until temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" \
  --name CountyCode --type Keyword \
  --name StandId --type Keyword \
  --name Stage --type Keyword \
  --name PolicyVersion --type Keyword \
  --name OverdueStep --type Int \
  --name NeedsAttention --type Bool; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || { echo "the search attributes could not be made in 60 s" >&2; exit 1; }
  sleep 2
done
