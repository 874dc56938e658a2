/** What an import may look up, handed in by the caller: names of a policy, today, the counties' extents. */
import type { IsoDate } from '../domain/day.ts';
import { localDay } from '../domain/calendar.ts';
import type { Area } from './pieces.ts';
import type { DayAt } from './days.ts';

export interface Known {
  readonly today: IsoDate;
  /** Zone in which an instant of a file becomes a day; UTC where none is given. */
  readonly timeZone?: string;
  /** A count above this multiple of the design is refused. */
  readonly liveCapFactor: number;
  /** How stands may begin that were not planted, by the policy. */
  readonly starts: readonly string[];
  /** Code of a county by code or name. */
  county(text: string): string | undefined;
  /** Code of a species by any of its names. */
  species(text: string): string | undefined;
  /** Where stock was grown, for a stand of a county: a county's code, or the text itself. */
  provenance(countyCode: string, text: string): string;
  nearestCounties(text: string): readonly string[];
  nearestSpecies(text: string): readonly string[];
  /** [minLon, minLat, maxLon, maxLat] of a county. */
  extentOf(countyCode: string): readonly [number, number, number, number] | undefined;
  /** Boundary of a county in WGS 84, where a file of boundaries was given. */
  boundaryOf?(countyCode: string): Area | undefined;
}

export function dayAtOf({ timeZone = 'UTC' }: Known): DayAt {
  return (ms) => localDay(ms, timeZone);
}
