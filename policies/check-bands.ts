/** Rows of decision tables: what they hold against what, and what follows from them. */
import { CHECK_LINE, FACT_NAMES } from '../domain/policy/regime.ts';
import type { Finding } from './finding.ts';
import { anchorsOf, oneOf, onlyProblems, referenceProblem, stagesOf } from './check-names.ts';
import { numberProblems } from './check-values.ts';
import { parseGuard } from './guard.ts';
import type { Policy, PolicyConsequence } from './schema.ts';

type WrittenBands = Policy['judgements'][string]['bands'];

/** What verdicts of checks count as. */
export function verdictsOf({ duties }: Policy): readonly string[] {
  const bands = Object.values(duties).flatMap((duty) => duty.bands ?? []);
  return [...new Set(bands.map(({ as, verdict }) => as ?? verdict))];
}

/** Whether it is forest cover: yes, no, or with a verdict of its check. */
export function coverProblems(policy: Policy): Finding[] {
  const rows = policy.let['countsForCover'] ?? [];
  const allowed = ['yes', 'no', ...verdictsOf(policy)];
  return rows.flatMap(({ is }, index) => oneOf(['let', 'countsForCover', index, 'is'], String(is), allowed));
}

/** Those of the policy; a judgement may go by its check's own as well. */
function linesFor({ lines }: Policy, [section]: Finding['path']): readonly string[] {
  return [...Object.keys(lines), ...(section === 'judgements' ? [CHECK_LINE] : [])];
}

export function bandProblems(policy: Policy, bands: WrittenBands, path: Finding['path']): Finding[] {
  const last = bands.at(-1);
  const conditional =
    last !== undefined && (last.only ?? last.below ?? last.allBelow ?? last.if ?? last.any) !== undefined;
  return [
    ...bands.flatMap((band, index) => [
      ...oneOf([...path, index, 'below'], band.below, linesFor(policy, path)),
      ...Object.entries(band.allBelow ?? {}).flatMap(([measure, line]) =>
        oneOf([...path, index, 'allBelow', measure], line, linesFor(policy, path)),
      ),
      ...onlyProblems(policy, [...path, index, 'only'], band.only),
      ...oneOf([...path, index, 'also'], band.also, Object.keys(policy.judgements)),
      ...[...(band.if ?? []), ...(band.any ?? [])].flatMap((guard) => guardProblems(policy, guard, [...path, index])),
      ...oneOf(
        [...path, index, 'as'],
        band.as,
        bands.map(({ verdict }) => verdict),
      ),
      ...consequenceProblems(policy, band.then, [...path, index, 'then']),
    ]),
    ...(conditional
      ? [
          {
            path: [...path, bands.length - 1],
            met: 'a condition in the last row',
            wanted: 'a last row that holds always',
          },
        ]
      : []),
  ];
}

/** A number, or the name of one by the stand: `cover >= $coverLine`. */
export function guardProblems(policy: Policy, guard: string, path: Finding['path']): Finding[] {
  const { fact, value } = parseGuard(guard);
  const named = [...referenceProblem(policy, path, value), ...numberProblems(policy, value)];
  if (value.startsWith('$')) return [...oneOf(path, fact, FACT_NAMES), ...named];
  const number = Number.isFinite(Number(value)) ? [] : [{ path, met: guard, wanted: 'a number after the operator' }];
  return [...oneOf(path, fact, FACT_NAMES), ...number];
}

export function consequenceProblems(
  policy: Policy,
  list: readonly PolicyConsequence[],
  path: Finding['path'],
  macros = true,
): Finding[] {
  const duties = Object.keys(policy.duties);
  const steps = policy.ladder.map(({ step }) => String(step));
  return list.flatMap((consequence, index) => {
    const at = [...path, index];
    if ('enter' in consequence) return oneOf([...at, 'from'], consequence.from, stagesOf(policy));
    if ('raise' in consequence) return oneOf([...at, 'raise'], consequence.raise, duties);
    if ('withdraw' in consequence) return oneOf([...at, 'withdraw'], consequence.withdraw, [...duties, 'all']);
    if ('satisfy' in consequence) return oneOf([...at, 'satisfy'], consequence.satisfy, duties);
    if ('anchor' in consequence) return oneOf([...at, 'anchor'], consequence.anchor, anchorsOf(policy));
    if ('escalate' in consequence) return oneOf([...at, 'escalate'], String(consequence.escalate), steps);
    if ('do' in consequence) return oneOf([...at, 'do'], consequence.do, macros ? Object.keys(policy.do) : []);
    return [];
  });
}
