/** Every name a policy uses must exist, every table must decide, and thresholds must stand in order. */
import { CHECK_LINE, COMMENCED, FACT_NAMES } from '../domain/policy/regime.ts';
import type { Finding } from './finding.ts';
import { fieldWorkProblems } from './check-field-work.ts';
import { lineProblems } from './check-lines.ts';
import {
  anchorsOf,
  anchorsSet,
  LET_FACTS,
  meant,
  oneOf,
  onlyProblems,
  referenceProblem,
  stagesOf,
} from './check-names.ts';
import { paymentProblems } from './check-payments.ts';
import { registerProblems } from './check-registers.ts';
import { letValueProblems, numberProblems, whenValueProblems } from './check-values.ts';
import { parseGuard } from './guard.ts';
import type { Policy, PolicyConsequence } from './schema.ts';

export function referenceProblems(policy: Policy): readonly Finding[] {
  return [
    ...calendarProblems(policy),
    ...lineProblems(policy),
    ...letProblems(policy),
    ...letValueProblems(policy),
    ...Object.keys(policy.duties).flatMap((code) => dutyProblems(policy, code)),
    ...Object.keys(policy.judgements).flatMap((code) =>
      bandProblems(policy, policy.judgements[code]!.bands, ['judgements', code, 'bands']),
    ),
    ...Object.entries(policy.judgements).flatMap(([code, judgement]) => [
      ...oneOf(['judgements', code, 'with'], judgement.with, verdictsOf(policy)),
      ...onlyProblems(policy, ['judgements', code, 'only'], judgement.only),
    ]),
    ...coverProblems(policy),
    ...Object.entries(policy.do).flatMap(([name, list]) => consequenceProblems(policy, list, ['do', name], false)),
    ...(['damaged', 'lost'] as const).flatMap((name) =>
      consequenceProblems(policy, policy.damage[name], ['damage', name]),
    ),
    ...consequenceProblems(policy, policy.stockFromOutside, ['stockFromOutside']),
    ...Object.entries(policy.starts).flatMap(([start, list]) => consequenceProblems(policy, list, ['starts', start])),
    ...blockProblems(policy),
    ...stripProblems(policy),
    ...oneOf(['acceptance', 'raise'], policy.acceptance?.raise, Object.keys(policy.duties)),
    ...ladderProblems(policy),
    ...paymentProblems(policy),
    ...registerProblems(policy),
    ...fieldWorkProblems(policy),
  ];
}

function groupsOf(policy: Policy): readonly string[] {
  return [
    ...new Set(Object.values(policy.calendar).flatMap((row) => Object.keys(row).filter((key) => key !== 'work'))),
  ];
}

function calendarProblems(policy: Policy): Finding[] {
  const groups = groupsOf(policy);
  const zones = policy.readings.names;
  return [
    ...Object.entries(policy.counties).flatMap(([code, county]) => [
      ...oneOf(['counties', code, 'group'], county.group, groups),
      ...(county.zone2023 === undefined ? [] : oneOf(['counties', code, 'zone2023'], county.zone2023, zones)),
    ]),
    ...oneOf(['readings', 'pay'], policy.readings.pay, zones),
    ...(policy.seasons['growing'] ? [] : [{ path: ['seasons'], met: 'no growing season', wanted: 'growing' }]),
  ];
}

/** What every resolution says of its stand. */
const BASIS = ['edition', 'zone', 'windowGroup'];

function letProblems(policy: Policy): Finding[] {
  const known = [...LET_FACTS, ...Object.keys(policy.standard)];
  const missing = BASIS.filter((name) => policy.let[name] === undefined).map((name) => ({
    path: ['let'],
    met: `no ${name}`,
    wanted: BASIS.join(', '),
  }));
  const rows = Object.entries(policy.let).flatMap(([name, rows]) => {
    const findings = rows.flatMap((row, index) => {
      const guards = row.if === undefined ? [] : [row.if].flat();
      return guards.flatMap((guard) => oneOf(['let', name, index, 'if'], parseGuard(guard).fact, known));
    });
    known.push(name);
    const last = rows.at(-1)!;
    const open =
      last.if === undefined
        ? []
        : [
            {
              path: ['let', name, rows.length - 1, 'if'],
              met: String(last.if),
              wanted: 'no condition in the last row',
            },
          ];
    return [...findings, ...open];
  });
  return [...missing, ...rows];
}

function dutyProblems(policy: Policy, code: string): Finding[] {
  const duty = policy.duties[code]!;
  const path = ['duties', code];
  return [
    ...whenProblems(policy, [...path, 'when'], duty.when),
    ...whenValueProblems(policy, duty.when),
    ...referenceProblem(policy, [...path, 'base'], duty.base),
    ...referenceProblem(policy, [...path, 'measure'], duty.measure),
    ...(duty.at ?? []).flatMap((anchor) => referenceProblem(policy, [...path, 'at'], anchor)),
    ...onlyProblems(policy, [...path, 'only'], duty.only),
    ...bandProblems(policy, duty.bands ?? [], [...path, 'bands']),
    ...(duty.says ?? []).flatMap((code) => oneOf([...path, 'says'], code, Object.keys(policy.duties))),
    ...oneOf([...path, 'until'], duty.until, anchorsSet(policy)),
    ...(duty.anytime === undefined ? [] : oneOf([...path, 'anytime'], duty.anytime, duty.papers ?? [])),
    ...(duty.papers ?? []).flatMap((name) => oneOf([...path, 'papers'], name, Object.keys(policy.papers))),
    ...(duty.supersedes ?? []).flatMap(({ duty: other, raisedBy }) => [
      ...oneOf([...path, 'supersedes'], other, Object.keys(policy.duties)),
      ...oneOf([...path, 'supersedes'], raisedBy, anchorsOf(policy)),
    ]),
    ...(duty.shift?.if ?? []).flatMap((guard) => guardProblems(policy, guard, [...path, 'shift', 'if'])),
    ...consequenceProblems(policy, duty.done ?? [], [...path, 'done']),
    ...consequenceProblems(policy, duty.then ?? [], [...path, 'then']),
    ...Object.entries(duty.options ?? {}).flatMap(([name, list]) =>
      consequenceProblems(policy, list, [...path, 'options', name]),
    ),
    ...windowProblems(policy, [...path, 'when'], duty.when),
    ...oneOf([...path, 'leaves', 'raise'], duty.leaves?.raise, Object.keys(policy.duties)),
    ...missedStepProblems(policy, duty, path),
    ...partsProblems(duty, path),
  ];
}

/** A duty that waits for a window has one in every group of counties: of several, one at least. */
function windowProblems(policy: Policy, path: Finding['path'], when: Policy['duties'][string]['when']): Finding[] {
  const names = 'in' in when ? [when.in].flat() : 'next' in when && Array.isArray(when.next) ? when.next : [];
  const known = names.filter((name) => policy.calendar[name] !== undefined);
  return known.length === 0
    ? []
    : groupsOf(policy)
        .filter((group) => known.every((name) => policy.calendar[name]![group] === undefined))
        .map((group) => ({
          path,
          met: `no window for ${group}`,
          wanted: `a row of ${known.join(' or ')} for ${group}`,
        }));
}

/** A check that asks for blocks needs their rule, which gives a verdict that no row of it gives already. */
function blockProblems(policy: Policy): Finding[] {
  const { blocks, duties } = policy;
  const asking = Object.keys(duties).filter((code) => duties[code]!.blocks);
  const path = (code: string) => ['duties', code, 'blocks'];
  if (blocks === undefined) return asking.map((code) => ({ path: path(code), met: 'no blocks', wanted: 'blocks' }));
  const { any, as, verdict, raise } = blocks;
  return [
    ...any.flatMap((guard) => guardProblems(policy, guard, ['blocks', 'any'])),
    ...oneOf(['blocks', 'as'], as, verdictsOf(policy)),
    ...oneOf(['blocks', 'raise'], raise, Object.keys(duties)),
    ...asking
      .filter((code) => duties[code]!.bands?.some((band) => band.verdict === verdict) ?? true)
      .map((code) => ({
        path: path(code),
        met: `${code} with ${verdict}`,
        wanted: `a check whose rows do not say ${verdict}`,
      })),
  ];
}

/** A work that is cut in strips needs their layout; one part in so many is a number, whatever row it comes from. */
function stripProblems(policy: Policy): Finding[] {
  const { strips, duties } = policy;
  const cut = Object.keys(duties).filter((code) => duties[code]!.inStrips);
  const path = (code: string) => ['duties', code, 'inStrips'];
  if (strips === undefined) return cut.map((code) => ({ path: path(code), met: 'no strips', wanted: 'strips' }));
  const { oneIn } = strips;
  return [
    ...cut
      .filter((code) => duties[code]!.kind !== 'work')
      .map((code) => ({ path: path(code), met: `strips of a ${duties[code]!.kind}`, wanted: 'strips of a work' })),
    ...(typeof oneIn === 'string'
      ? [...referenceProblem(policy, ['strips', 'oneIn'], oneIn), ...numberProblems(policy, oneIn)]
      : []),
  ];
}

/** A letter of a missed window is a step of the ladder, of a duty that has such a window. */
function missedStepProblems(
  policy: Policy,
  { missed, missedStep }: Policy['duties'][string],
  path: Finding['path'],
): Finding[] {
  if (missedStep === undefined) return [];
  const at = [...path, 'missedStep'];
  const steps = policy.ladder.map(({ step }) => String(step));
  if (missed !== 'redate') return [{ path: at, met: `missedStep with ${missed}`, wanted: 'missed: redate' }];
  return oneOf(at, String(missedStep), steps);
}

/** What each kind of duty cannot do without. */
function partsProblems(duty: Policy['duties'][string], path: Finding['path']): Finding[] {
  const lacks = (part: string, met: string) => [{ path, met: `${met} without ${part}`, wanted: part }];
  return [
    ...(duty.kind === 'survey' && !duty.bands ? lacks('bands', 'a survey') : []),
    ...(duty.kind === 'decision' && !duty.options ? lacks('options', 'a decision') : []),
    ...(duty.kind === 'report' && !duty.says ? lacks('says', 'a report') : []),
    ...(duty.kind === 'deadline' && !duty.then ? lacks('then', 'a deadline') : []),
    ...(duty.kind === 'ban' && !duty.then ? lacks('then', 'a ban') : []),
    ...(duty.kind !== 'work' && duty.declarant !== undefined
      ? [{ path: [...path, 'declarant'], met: `a declarant of a ${duty.kind}`, wanted: 'a declarant of a work' }]
      : []),
    ...(duty.kind !== 'work' && duty.leaves !== undefined
      ? [{ path: [...path, 'leaves'], met: `a felling of a ${duty.kind}`, wanted: 'a felling of a work' }]
      : []),
    ...(duty.kind !== 'work' && duty.kind !== 'planting' && duty.papers !== undefined
      ? [{ path: [...path, 'papers'], met: `papers of a ${duty.kind}`, wanted: 'papers of a work or a planting' }]
      : []),
    ...(duty.missed === 'redate' && !('in' in duty.when || 'next' in duty.when)
      ? [{ path: [...path, 'missed'], met: 'redate without a window', wanted: 'in or next under when' }]
      : []),
  ];
}

function whenProblems(policy: Policy, path: Finding['path'], when: Policy['duties'][string]['when']): Finding[] {
  const windows = Object.keys(policy.calendar);
  const named = 'in' in when ? [when.in].flat() : 'next' in when && Array.isArray(when.next) ? when.next : [];
  const references = [
    'next' in when && typeof when.next === 'string' ? when.next : undefined,
    'years' in when && typeof when.years === 'string' ? when.years : undefined,
    'visits' in when ? when.visits : undefined,
  ];
  const from = 'from' in when && when.from !== 'it' ? when.from : undefined;
  const spans = 'by' in when ? [when.after, when.by].filter((span) => span !== undefined) : [];
  const spanned = spans.flatMap((span) => ('years' in span && typeof span.years === 'string' ? [span.years] : []));
  return [
    ...named.flatMap((name) => oneOf(path, name, windows)),
    ...[...references, ...spanned].flatMap((reference) => referenceProblem(policy, path, reference)),
    ...('season' in when ? oneOf([...path, 'of'], when.of, Object.keys(policy.seasons)) : []),
    ...referenceProblem(policy, [...path, 'from'], from),
    ...(from === undefined ? [] : meant(policy, from)).flatMap((anchor) =>
      oneOf([...path, 'from'], anchor, [...anchorsOf(policy), COMMENCED]),
    ),
  ];
}

type WrittenBands = Policy['judgements'][string]['bands'];

/** What verdicts of checks count as. */
function verdictsOf({ duties }: Policy): readonly string[] {
  const bands = Object.values(duties).flatMap((duty) => duty.bands ?? []);
  return [...new Set(bands.map(({ as, verdict }) => as ?? verdict))];
}

/** Whether it is forest cover: yes, no, or with a verdict of its check. */
function coverProblems(policy: Policy): Finding[] {
  const rows = policy.let['countsForCover'] ?? [];
  const allowed = ['yes', 'no', ...verdictsOf(policy)];
  return rows.flatMap(({ is }, index) => oneOf(['let', 'countsForCover', index, 'is'], String(is), allowed));
}

/** Those of the policy; a judgement may go by its check's own as well. */
function linesFor({ lines }: Policy, [section]: Finding['path']): readonly string[] {
  return [...Object.keys(lines), ...(section === 'judgements' ? [CHECK_LINE] : [])];
}

function bandProblems(policy: Policy, bands: WrittenBands, path: Finding['path']): Finding[] {
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
function guardProblems(policy: Policy, guard: string, path: Finding['path']): Finding[] {
  const { fact, value } = parseGuard(guard);
  const named = [...referenceProblem(policy, path, value), ...numberProblems(policy, value)];
  if (value.startsWith('$')) return [...oneOf(path, fact, FACT_NAMES), ...named];
  const number = Number.isFinite(Number(value)) ? [] : [{ path, met: guard, wanted: 'a number after the operator' }];
  return [...oneOf(path, fact, FACT_NAMES), ...number];
}

function consequenceProblems(
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

function ladderProblems(policy: Policy): Finding[] {
  const steps = policy.ladder.map(({ step }) => step);
  const disordered = policy.ladder.flatMap(({ step, afterDays }, index) => {
    const before = policy.ladder[index - 1];
    return before && (step <= before.step || afterDays <= before.afterDays)
      ? [
          {
            path: ['ladder', index],
            met: `step ${step} after ${afterDays} days`,
            wanted: 'steps and days in rising order',
          },
        ]
      : [];
  });
  const missed = Object.entries(policy.missedSteps).flatMap(([name, step]) =>
    oneOf(['missedSteps', name], String(step), steps.map(String)),
  );
  return [...disordered, ...missed];
}
