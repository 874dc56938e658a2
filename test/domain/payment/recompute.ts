/** What is due, reckoned from the bare events of a log: it knows neither states nor how they fold. */
import type { PaymentGate, Tranche } from '../../../domain/payment/terms.ts';
import type { StandEvent } from '../../../domain/stand/event.ts';
import { INSPECTION_LEVELS } from '../../../domain/stand/inspection.ts';

/** `waived`: payment goes by the field's line. */
type Verdict = Extract<StandEvent, { type: 'VerdictGiven' }> & { readonly waived?: true };

interface Ground {
  areaM2: number;
  /** Results that stand. */
  results: readonly Verdict[];
}

/** @returns whole m² due and released of a tranche, at the end of the log */
export function recompute(events: readonly StandEvent[], tranche: Tranche): { dueM2: number; releasedM2: number } {
  const grounds = groundsOf(events);
  const areaM2 = sum(grounds);
  const due = grounds.filter((ground) => meets(ground, tranche.gate));
  if (sum(due) < (tranche.leastAreaShare ?? 0) * areaM2) return { dueM2: 0, releasedM2: 0 };
  const { holdback } = tranche;
  return { dueM2: sum(due), releasedM2: sum(due.filter((ground) => holdback && meets(ground, holdback.until))) };
}

function groundsOf(events: readonly StandEvent[]): readonly Ground[] {
  const grounds = new Map<string, Ground>();
  for (const event of events) {
    if (event.type === 'StandPlanted') grounds.set('p1', { areaM2: event.seed.areaM2, results: [] });
    if (event.type === 'PartSplit') {
      const from = grounds.get(event.partId)!;
      from.areaM2 -= event.areaM2;
      grounds.set(event.newPartId, { areaM2: event.areaM2, results: from.results });
    }
    if (event.type === 'ResultOverruled') strike(grounds.get(event.partId)!, event.surveyId);
    if (event.type === 'LineWaived') for (const ground of grounds.values()) waive(ground, event.dutyId);
    if (event.type === 'VerdictGiven') {
      const ground = grounds.get(event.partId)!;
      strike(ground, event.overrules);
      ground.results = [...ground.results, event];
    }
  }
  return [...grounds.values()];
}

function strike(ground: Ground, surveyId: string | undefined): void {
  ground.results = ground.results.filter((result) => result.surveyId !== surveyId);
}

function waive(ground: Ground, dutyId: string): void {
  ground.results = ground.results.map((result) => {
    const isLower = result.dutyId === dutyId && result.as === 'PASS' && result.readings['NORMAL'] !== result.verdict;
    return isLower ? { ...result, waived: true } : result;
  });
}

function meets({ results }: Ground, { check, leastRate, waivedRate = leastRate, leastLevel }: PaymentGate): boolean {
  const rank = (level: string) => INSPECTION_LEVELS.indexOf(level as never);
  return results.some(
    ({ dutyId, livePoints = 0, basePoints = 1, level = 'COUNTY', waived }) =>
      dutyId.split('-')[0] === check &&
      livePoints / basePoints >= (waived ? waivedRate : leastRate) &&
      rank(level) >= rank(leastLevel ?? 'SELF'),
  );
}

function sum(grounds: readonly Ground[]): number {
  return grounds.reduce((total, { areaM2 }) => total + areaM2, 0);
}
