/** Duties that the rules until now did not know: owed from now on, never for a window that is over. */
import { laterOf } from '../day.ts';
import type { DutySpec } from '../policy/regime.ts';
import type { Span } from '../window.ts';
import { isLeft, type Adopting, type Changed } from './adopt-days.ts';
import { emitRaised } from './consequences.ts';
import type { Draft } from './draft.ts';
import { activeDuties, specOf } from './duties.ts';
import { spansOf } from './span.ts';
import type { Part } from './state.ts';
import { isLost } from './whole.ts';

export function raiseNew(draft: Draft, { part, was, now }: Changed, { graceOn }: Adopting): void {
  if (!isStanding(draft, part)) return;
  for (const [code, spec] of Object.entries(now.duties)) {
    const cause = spec.at?.findLast((anchor) => part.anchors[anchor] !== undefined);
    if (cause === undefined || was.duties[code]?.at?.includes(cause) || isMet(spec, part)) continue;
    const on = part.anchors[cause]!;
    const spans = spansOf(spec, { regime: now, part, on, today: draft.moment.on, notBefore: on });
    const origin = { partId: part.id, cause, on };
    spans.forEach((span, index) => {
      if (!isLeft(spec, span, draft.moment.on)) return;
      const n = 'visits' in spec.when ? index + 1 : undefined;
      emitRaised(draft, { code, spec, part, span: withGrace(spec, span, graceOn), origin, n });
    });
  }
}

/** Nothing hangs on trees that are lost, or that failed and wait for a new design. */
function isStanding(draft: Draft, part: Part): boolean {
  const waits = activeDuties(draft.state).some(
    (duty) => duty.parts.includes(part.id) && specOf(draft.state, duty).newDesign === true,
  );
  return !isLost(part) && !waits;
}

function isMet({ kind, until }: DutySpec, { anchors }: Part): boolean {
  return kind === 'deadline' && until !== undefined && anchors[until] !== undefined;
}

/** Nature's windows end when they end; what an office could be late with leaves the time of the grace. */
function withGrace({ missed, kind }: DutySpec, { opensOn, endsOn }: Span, graceOn: string): Span {
  const isOfSeason = missed === 'redate' || missed === 'lapse' || kind === 'ban';
  return { opensOn, endsOn: isOfSeason ? endsOn : laterOf(endsOn, graceOn) };
}
