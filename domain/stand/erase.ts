/**
 * A legal deletion: what senders chose themselves is taken out of a log. Ids of persons, commands and surveys are opaque to
 * us, and nobody knows what a sender has put into them; the same goes for a reason and a remark that are none of ours.
 */
import { LABELS } from '../labels.ts';
import { PAPERS } from '../policy/regime.ts';
import type { Papers } from './reported.ts';
import type { StandEvent } from './event.ts';
import type { StandSeed, StandState } from './state.ts';

/** Numbers of papers and names on them; what counts or dates is none. */
const NUMBERED = Object.entries(PAPERS).flatMap(([paper, kind]) => (kind === 'text' ? [paper] : []));

/** Fields that name a person, a unit, a command, a survey or a paper; others may hold the same text by chance and keep it. */
const NAMING: ReadonlySet<string> = new Set([
  'commandId',
  'surveyId',
  'supersedes',
  'overrules',
  'overruledBy',
  'sender',
  'closedSender',
  'by',
  'closedBy',
  'cause',
  'settledBy',
  'evidence',
  'paper',
  'declarant',
  'surveyors',
  'unit',
  'units',
  ...NUMBERED,
]);
/** Rules hold codes alone, and the unit of stems is one of ground. */
const UNNAMED: ReadonlySet<string> = new Set(['regime', 'regimes', 'stems']);
/** Ours, and those that the commands name: a name in capitals reads like a code, so that no other one stays. */
const REASONS: ReadonlySet<string> = new Set([
  'DISPUTE',
  'DRY_COUNTY',
  'ERASED',
  'MERGED',
  'PAID_BACK',
  'POLICY',
  'RECOUNT',
  'REMEASURED',
  'RESULT_AS_REPORTED',
  'SPLIT',
  'WAIVER',
]);

/** Chosen id → what stands in its place: the same everywhere, so that the log still says what belongs together. */
export function erasedIds(events: readonly StandEvent[]): ReadonlyMap<string, string> {
  const ids = new Set(events.flatMap(chosenIn));
  return new Map([...ids].map((id, index) => [id, `erased-${index + 1}`]));
}

function chosenIn(event: StandEvent): readonly string[] {
  switch (event.type) {
    case 'CommandAnswered':
      return [event.commandId, event.by];
    case 'SurveyRecorded':
      return [event.surveyId, ...(event.surveyors ?? []), ...given(event.unit)];
    case 'WorkRecorded':
      return [...given(event.declarant), ...given(event.unit), ...numbersOn(event.papers)];
    case 'StandPlanted':
      return [...(event.seed.planting.units ?? []), ...numbersOn(event.seed.planting.papers)];
    case 'Reestablished':
      return event.planting.units ?? [];
    case 'AreaCertified':
      return [event.paper];
    case 'BoundaryChanged':
    case 'ProtectionSet':
      return [event.evidence];
    case 'FollowUpSettled':
    case 'DutyDone':
    case 'DutyWaived':
    case 'LineWaived':
    case 'PapersWaived':
      return [event.sender];
    case 'Rebased':
      return [event.by, ...event.state.seen.map(({ id }) => id), ...chosenOn(event.state)];
    case 'StandInherited':
    case 'StandAbsorbed':
      return chosenOn(event.inherited);
    default:
      return [];
  }
}

function chosenOn({ duties, parts, followUps = [] }: Pick<StandState, 'duties' | 'parts' | 'followUps'>) {
  const closed = duties.flatMap(({ closedSender, papersWaived }) => [
    ...given(closedSender),
    ...given(papersWaived?.by),
  ]);
  const verdicts = parts.flatMap((part) => part.verdicts);
  const surveys = verdicts.map(({ surveyId }) => surveyId);
  const waived = verdicts.flatMap(({ lineWaived }) => given(lineWaived?.by));
  const units = parts.flatMap((part) => part.units ?? []);
  const settled = followUps.flatMap(({ settledBy }) => settledBy ?? []);
  const papers = parts.flatMap(({ certified = [] }) => certified.map(({ paper }) => paper));
  return [...closed, ...surveys, ...units, ...settled, ...waived, ...papers];
}

function numbersOn(papers: Papers = {}): readonly string[] {
  return Object.entries(papers).flatMap(([paper, number]) => (NUMBERED.includes(paper) ? [number] : []));
}

function given(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id];
}

/** The event, or what a life began with, without them; days, counts, verdicts and codes stay, so that the log folds as before. */
export function erased<T extends StandEvent | StandSeed>(from: T, ids: ReadonlyMap<string, string>): T {
  return without(from, '', ids) as T;
}

function without(value: unknown, key: string, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return withoutText(value, key, ids);
  if (typeof value !== 'object' || value === null || UNNAMED.has(key)) return value;
  if (Array.isArray(value)) return value.map((inner) => without(inner, key, ids));
  // An `id` is a duty's or a part's everywhere but in the list of commands seen.
  const named = (name: string) => {
    if (key === 'seen' && name === 'id') return 'commandId';
    return key === 'warnings' && name === 'code' ? REMARK : name;
  };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, without(inner, named(name), ids)]));
}

/** The code of a remark, by which senders can write as well. */
const REMARK = 'remark';

/** A digest of what was sent could be guessed from a list of names. */
function withoutText(value: string, key: string, ids: ReadonlyMap<string, string>): string {
  if (key === 'digest') return 'erased';
  if (key === 'reason') return REASONS.has(value) ? value : 'ERASED';
  if (key === REMARK) return value in LABELS.remark ? value : 'ERASED';
  return NAMING.has(key) ? (ids.get(value) ?? value) : value;
}
