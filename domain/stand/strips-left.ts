/** A coppice is a round of several years: what one year leaves is owed in the next season (layout of 2.8). */
import { nextSpan } from '../window.ts';
import { emitRaised } from './consequences.ts';
import type { Draft } from './draft.ts';
import { partOf, regimeOf, specOf } from './duties.ts';
import { isInMissedWindow } from './missed-window.ts';
import { windowNames, windowsNamed } from './span.ts';
import type { Duty } from './state.ts';
import { hasStripsLeft } from './strips.ts';

/** After a coppice that left strips standing, the same is owed in the window that comes after its own. */
export function oweStripsLeft(draft: Draft, duty: Duty, doneOn: string): void {
  const spec = specOf(draft.state, duty);
  const part = partOf(draft.state, duty);
  if (spec.inStrips === undefined || !hasStripsLeft(part)) return;
  const { dueOn } = isInMissedWindow(duty, doneOn) ? duty.missedWindow! : duty;
  const windows = windowsNamed(regimeOf(draft.state, part), windowNames(spec.when));
  const span = nextSpan(windows, dueOn, draft.moment.on);
  const origin = { partId: part.id, cause: duty.id, on: doneOn };
  const { code, round, parts, n = 1 } = duty;
  emitRaised(draft, { code, spec, part, span, origin, n: n + 1, round, parts });
}
