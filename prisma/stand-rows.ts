/** Rows of stands that have not begun yet. */
import { createHash } from 'node:crypto';
import type { Regime } from '../domain/policy/regime.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';

export interface NewGeometry {
  /** GeoJSON geometry in WGS 84. */
  readonly geometry: object;
  readonly areaM2: number;
  readonly box: readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];
  readonly crs: string;
}

/** What the file said beyond the fields we know. */
export interface NewSource {
  readonly row: number;
  readonly columns: object;
}

export interface NewStand {
  readonly seed: StandSeed;
  /** Stand number within the county. */
  readonly code: string;
  readonly name?: string;
  /** Holder of the tenure: kept in its row alone. */
  readonly owner?: string;
  readonly geometry?: NewGeometry;
  readonly source?: NewSource;
}

/** Row of a stand as the database takes it, by column. */
export type NewStandRow = ReturnType<typeof standRow>;

/** @param batch - id and all; absent where no file brought it */
export function standRow({ seed, code, name, owner }: NewStand, batch?: { readonly id: string }) {
  const { planting } = seed;
  return {
    life_id: seed.lifeId,
    stand_id: seed.standId,
    county_code: seed.countyCode,
    code,
    name,
    owner,
    work_year: seed.workYear,
    workflow_id: standWorkflowId(seed),
    rev: 0,
    seq: 0,
    seed,
    stage: 'PLANNED',
    species: planting.species,
    area_m2: seed.areaM2,
    designed_points: planting.designedPoints,
    planted_points: planting.plantedPoints,
    planted_on: planting.plantedOn,
    policy: seed.regime.policy,
    overdue_step: -1,
    cover_m2: 0,
    import_batch_id: batch?.id,
  };
}

/** The database puts each regime into the seeds that have it. */
export async function insertStands(tx: Queries, rows: readonly NewStandRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { lean, regimes } = leanRows(rows);
  await tx.$executeRaw`
    insert into stand select made.*
    from jsonb_array_elements(${JSON.stringify(lean)}::jsonb) as lean (line), jsonb_populate_record(null::stand,
      jsonb_set(line, '{seed,regime}', ${JSON.stringify(regimes)}::jsonb -> (line #>> '{seed,regime}'))) as made`;
}

/**
 * Stands of a batch have a handful of regimes, each nine tenths of a seed: in the place of its regime a row names it,
 * and each regime stands there once, however many objects have it.
 */
export function leanRows(rows: readonly NewStandRow[]) {
  const regimes: Record<string, Regime> = {};
  const keys = new Map<Regime, string>();
  const lean = rows.map((row) => {
    const { regime } = row.seed;
    const key = keys.get(regime) ?? createHash('sha256').update(JSON.stringify(regime)).digest('hex');
    keys.set(regime, key);
    regimes[key] ??= regime;
    return { ...row, seed: { ...row.seed, regime: key } };
  });
  return { lean, regimes };
}
