/** Papers that a work is reported with: of its planting stock, or the permit of a felling. */
import { isIsoDate, type IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { clauseOf } from '../policy/clauses.ts';
import { PAPERS, type DutySpec, type Paper, type Regime } from '../policy/regime.ts';
import type { SubmitWork } from './command.ts';
import type { Papers } from './reported.ts';
import { partOf, regimeOf, ruleOf } from './duties.ts';
import type { Duty, StandState } from './state.ts';

/**
 * Why a work cannot be taken for done: none of the sets that its rule names is whole, or the paper of a set that has a
 * last day ended before the day of the work. Nothing where the rule asks for none, or a named person has waived them.
 */
export function paperFault(
  state: StandState,
  { papers = {}, doneOn }: Pick<SubmitWork, 'papers' | 'doneOn'>,
  duty: Duty,
  spec: DutySpec,
): Refusal | undefined {
  const [usual] = spec.papers ?? [];
  if (usual === undefined || duty.papersWaived !== undefined) return undefined;
  const regime = regimeOf(state, partOf(state, duty));
  const brought = spec.papers!.find((name) => lackingOf(regime, name, papers).length === 0);
  const because = clauseOf(regime, `papers.${usual}`);
  if (brought === undefined) {
    const met = lackingOf(regime, usual, papers).join(', ');
    return refuse('PAPERS_MISSING', { dutyId: duty.id, met, wanted: papersWanted(regime, spec)!, because });
  }
  const ended = regime.papers![brought]!.find((paper) => PAPERS[paper] === 'day' && papers[paper]! < doneOn);
  if (ended === undefined) return undefined;
  return refuse('PAPER_EXPIRED', { dutyId: duty.id, field: ended, met: papers[ended]!, wanted: doneOn, because });
}

/** Whether that set of papers is there whole; no set is none. */
export function isBroughtFor(
  state: StandState,
  { papers = {} }: Pick<SubmitWork, 'papers'>,
  duty: Duty,
  set: string | undefined,
): boolean {
  return set !== undefined && lackingOf(regimeOf(state, partOf(state, duty)), set, papers).length === 0;
}

function lackingOf({ papers }: Regime, name: string, brought: Papers): readonly Paper[] {
  return (papers?.[name] ?? []).filter((paper) => brought[paper] === undefined);
}

/** The sets of which one is wanted whole; undefined where the rule asks for none. */
export function papersWanted({ papers }: Regime, { papers: sets }: Pick<DutySpec, 'papers'>): string | undefined {
  return sets?.map((name) => (papers?.[name] ?? []).join(', ')).join('; or ');
}

/** Stock whose provenance is told and is not the county of the stand. */
export function isFromOutside({ seed }: Pick<StandState, 'seed'>, papers: Papers = {}): boolean {
  return papers.provenance !== undefined && papers.provenance !== seed.countyCode;
}

const HOLDS: Readonly<Record<(typeof PAPERS)[Paper], (text: string) => boolean>> = {
  text: (text) => text.trim() !== '',
  count: (text) => /^[1-9]\d{0,8}$/.test(text),
  amount: (text) => /^\d{1,7}(\.\d{1,3})?$/.test(text) && Number(text) > 0,
  day: isIsoDate,
};
const SAID = {
  text: '',
  count: ' (a whole number from 1)',
  amount: ' (a number above 0)',
  day: ' (YYYY-MM-DD)',
} as const satisfies Record<(typeof PAPERS)[Paper], string>;

/** Names of all papers that a rule may ask for, with what each says. */
export const PAPERS_WANTED = `one or more of ${Object.entries(PAPERS)
  .map(([paper, kind]) => `${paper}${SAID[kind]}`)
  .join(', ')}`;

/** Whether there is such a paper, and it says what it has to say. */
export function isPaper(paper: string, text: string): boolean {
  return Object.hasOwn(PAPERS, paper) && HOLDS[PAPERS[paper as Paper]](text);
}

/**
 * What foretold people bring: the first set that the rule names, of stock that was grown in the county, with a permit
 * that is good on the day; undefined where it asks for none.
 */
export function papersBrought(
  state: StandState,
  duty: Duty,
  { on, points = 1 }: { readonly on: IsoDate; readonly points?: number | undefined },
): Papers | undefined {
  const { papers } = regimeOf(state, partOf(state, duty));
  const asked = papers?.[ruleOf(state, duty)?.papers?.[0] ?? ''];
  const says = { text: 'foretold', count: String(points), amount: '1', day: on };
  return (
    asked && {
      ...Object.fromEntries(asked.map((paper) => [paper, says[PAPERS[paper]]])),
      ...(asked.includes('provenance') && { provenance: state.seed.countyCode }),
    }
  );
}
