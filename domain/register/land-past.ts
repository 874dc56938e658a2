/** Where the land of a stand was before it (0017): what a register kept of it there, it keeps of it still (0025). */
import type { IsoDate } from '../day.ts';

export interface Origin {
  readonly lifeId: string;
  /** Day since which it is part of the stand; absent = the stand was split off from it. */
  readonly joinedOn?: IsoDate;
  /** Of land that joined: its parts as they are numbered in the stand, in the order in which it had them. */
  readonly parts?: readonly string[];
}

/** Life → what it came of; one without a past is not in it. */
export type Origins = ReadonlyMap<string, readonly Origin[]>;

/**
 * A life and all that its land was in, each once, the nearest first: an open matter of any of them is one of the stand's.
 *
 * @example landLine(new Map([['child', [{ lifeId: 'old' }]]]), 'child') // ['child', 'old']
 */
export function landLine(origins: Origins, lifeId: string): readonly string[] {
  const line = new Set([lifeId]);
  // What is added while it is walked is walked as well.
  for (const life of line) for (const origin of origins.get(life) ?? []) line.add(origin.lifeId);
  return [...line];
}

/** A life and those it was split off from, the nearest first: what was said of them was said of all its land. */
export function splitLine(origins: Origins, lifeId: string): readonly string[] {
  const parent = origins.get(lifeId)?.find(({ joinedOn }) => joinedOn === undefined);
  return parent === undefined ? [lifeId] : [lifeId, ...splitLine(origins, parent.lifeId)];
}

/** Life → its parts in their order, each with the one it was divided from. */
export type PartsKept = ReadonlyMap<string, readonly { readonly id: string; readonly from?: string }[]>;

/** A life that the ground of a part was in. */
export interface PartStep {
  readonly lifeId: string;
  /** The part there, then those it was divided from. */
  readonly ids: readonly string[];
  /** Day on which the ground joined that life. */
  readonly joinedOn?: IsoDate;
}

/** The lives that the ground of one part was in, the nearest first: where it joined a stand, its own past and not that one's. */
export function partLine(origins: Origins, kept: PartsKept, lifeId: string, partId: string): readonly PartStep[] {
  const ids = dividedFrom(kept.get(lifeId) ?? [], partId);
  const past = origins.get(lifeId) ?? [];
  const joined = past.find(({ parts = [] }) => parts.some((id) => ids.includes(id)));
  const from = joined ?? past.find(({ joinedOn }) => joinedOn === undefined);
  const step = { lifeId, ids, ...(joined?.joinedOn !== undefined && { joinedOn: joined.joinedOn }) };
  if (from === undefined) return [step];
  if (joined?.parts === undefined) return [step, ...partLine(origins, kept, from.lifeId, ids.at(-1)!)];
  const { parts } = joined;
  const there = kept.get(joined.lifeId)?.[parts.indexOf(ids.find((id) => parts.includes(id))!)]?.id ?? partId;
  return [step, ...partLine(origins, kept, joined.lifeId, there)];
}

function dividedFrom(parts: readonly { readonly id: string; readonly from?: string }[], id: string): readonly string[] {
  const from = parts.find((part) => part.id === id)?.from;
  return from === undefined ? [id] : [id, ...dividedFrom(parts, from)];
}

/** Life → item → day of its record; a life that the register asks nothing of is not in it. */
export type Records = ReadonlyMap<string, ReadonlyMap<string, IsoDate>>;

/**
 * What is on record for the whole land of a stand. A record is of the land that the stand had on that day, so each piece
 * split off later has it too, and land that became part of the stand later needs one of its own, or one since then.
 *
 * @returns item → day; undefined where the register asks nothing of any of its land
 */
export function onRecord(origins: Origins, records: Records, lifeId: string): ReadonlyMap<string, IsoDate> | undefined {
  const past = origins.get(lifeId) ?? [];
  const parent = past.find(({ joinedOn }) => joinedOn === undefined);
  const begun = parent && onRecord(origins, records, parent.lifeId);
  const own = records.get(lifeId);
  const joined = past.flatMap(({ lifeId: other, joinedOn }) => {
    const has = joinedOn === undefined ? undefined : onRecord(origins, records, other);
    return has === undefined ? [] : [{ joinedOn: joinedOn!, has }];
  });
  if (own === undefined && begun === undefined) {
    // Nothing is asked of the stand's own land: it has what all that joined it have.
    return joined[0] && new Map([...joined[0].has].filter(([item]) => joined.every(({ has }) => has.has(item))));
  }
  const all = [...(begun ?? []), ...(own ?? [])];
  return new Map(all.filter(([item, on]) => joined.every(({ joinedOn, has }) => on >= joinedOn || has.has(item))));
}

/**
 * What the nearest of them has.
 *
 * @param line - lives as `landLine` or `splitLine` has them
 */
export function nearest<T>(line: readonly string[], kept: ReadonlyMap<string, T>): T | undefined {
  const life = line.find((each) => kept.has(each));
  return life === undefined ? undefined : kept.get(life);
}
