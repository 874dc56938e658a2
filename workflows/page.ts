/** When a stand's history turns a page: a new stage or a new growing season begins with a fresh, short run. */
import type { Turn } from '../contract/deeds.ts';
import { localDay } from '../domain/calendar.ts';
import { dayInYear, yearOf, type IsoDate } from '../domain/day.ts';
import { zoneOf } from '../domain/stand/duties.ts';
import type { StandState } from '../domain/stand/state.ts';

/** @param before - the first turn of a life turns no page: it has only begun */
export function turnsThePage(before: StandState, turn: Pick<Turn, 'on'>, after: StandState): boolean {
  if (before.rev === 0) return false;
  if (before.stage !== after.stage) return true;
  return seasonsOf(after, turn.on) !== seasonsOf(after, localDay(before.lastAt, zoneOf(before)));
}

/** Names the growing seasons a day lies in by the years they began. */
function seasonsOf({ regimes }: StandState, on: IsoDate): string {
  const starts = Object.values(regimes).flatMap(({ seasons }) => Object.values(seasons).map(({ starts }) => starts));
  return starts.map((day) => (dayInYear(yearOf(on), day) <= on ? yearOf(on) : yearOf(on) - 1)).join(' ');
}
