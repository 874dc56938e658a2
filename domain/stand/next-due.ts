/** When time alone makes something happen next: the one timer a stand sleeps on. */
import type { IsoDate } from '../day.ts';
import { firstOnAgenda, type AgendaItem } from './agenda.ts';
import type { StandState } from './state.ts';

export interface NextDue {
  /** Local day; a day in the past means at once. */
  readonly on: IsoDate;
  /** Local hour, where the day alone does not say it. */
  readonly hour?: number;
  /** In plain words, for the timer's summary: no personal data. */
  readonly what: string;
  readonly dutyId?: string;
}

/** The next due day with its reason, or undefined where only a person can move the stand on. */
export function nextDue(state: StandState): NextDue | undefined {
  if (state.closedOn !== undefined) return undefined;
  if (state.parts.length === 0) return { on: state.seed.planting.plantedOn, what: 'the stand is registered' };
  const first = firstOnAgenda(state);
  return first && { on: first.on, what: wordsFor(first), dutyId: first.duty.id };
}

/** Its day alone: a forecast asks on every step, and needs no words. */
export function nextDueOn(state: StandState): IsoDate | undefined {
  if (state.closedOn !== undefined) return undefined;
  return state.parts.length === 0 ? state.seed.planting.plantedOn : firstOnAgenda(state)?.on;
}

function wordsFor(item: AgendaItem): string {
  const subject = `${item.duty.code} of ${item.duty.parts.join(', ')}`;
  switch (item.what) {
    case 'open':
      return `${subject} opens ${item.on}`;
    case 'step':
      return `${subject} reaches step ${item.step.step} ${item.step.code} ${item.on}`;
    case 'miss':
      return `${subject} misses its window ${item.on}`;
    case 'lapse':
      return `${subject} lapses ${item.on}`;
    case 'file':
      return `${subject} is filed ${item.on}`;
    case 'pass':
      return `${subject} passes ${item.on}`;
    case 'review':
      return `${subject} is reviewed ${item.on}`;
  }
}
