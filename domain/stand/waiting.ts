/** Foretold reports in the order in which they come: the same whichever way their list was written. */
import { canonicalJson } from '../canonical-json.ts';
import { addDays, laterOf, type IsoDate } from '../day.ts';
import type { Foretold, Outcomes } from './foretold.ts';

/** Spans in which nobody reports anything; the second day is the first on which somebody does. */
export type Silence = readonly (readonly [from: IsoDate, until: IsoDate])[];

export interface Waiting {
  /** Day in the field. */
  readonly on: IsoDate;
  /** Day on which it is received. */
  readonly sendOn: IsoDate;
  readonly foretold: Foretold;
}

export function silentSpans(delays: Outcomes['delays'], startOn: IsoDate): Silence {
  return delays
    .map(({ from = startOn, days }) => [from, addDays(from, days)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The first day from this one on on which somebody does something. */
export function spokenFrom(on: IsoDate, silence: Silence): IsoDate {
  return silence.reduce((day, [from, until]) => (from <= day && day < until ? until : day), on);
}

/** What falls into a silence is done and received on the day it ends; what lies before the walk is received on its first day. */
export function inOrder(foretold: readonly Foretold[], silence: Silence, startOn: IsoDate): Waiting[] {
  const waiting = foretold.map((each): Waiting => {
    const on = spokenFrom(each.on, silence);
    const receivedOn = spokenFrom(laterOf(each.receivedOn ?? on, startOn), silence);
    return { on, sendOn: laterOf(receivedOn, on), foretold: each };
  });
  return waiting.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Of one day: a clock set going comes first, a clock stopped and a life closed come last. */
const RANK = ['resume', 'damage', 'survey', 'work', 'waive', 'reschedule', 'suspend', 'close'];

function keyOf({ sendOn, on, foretold: { deed } }: Waiting): string {
  return `${sendOn} ${RANK.indexOf(deed.verb)} ${on} ${canonicalJson(deed)}`;
}
