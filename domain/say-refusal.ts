/** What a refusal speaks of in Chinese: the codes and English phrases among its values. */
import type { ErrorCode, ErrorValues } from './errors.ts';
import { FIELDS, PHRASES, TEMPLATES } from './labels-refusals.ts';
import { sayClause } from './labels-clauses.ts';
import { label, LABELS } from './labels.ts';
import { sayDuty } from './stand/say-code.ts';

type Kind = keyof typeof LABELS | 'field' | 'branch';

/** Kinds of codes by place; what is not named here is told as it is, or as a phrase. */
const CODES: Readonly<Partial<Record<ErrorCode, Readonly<Record<string, Kind>>>>> = {
  COMMAND_MALFORMED: { field: 'field' },
  COUNT_ABOVE_DESIGN: { field: 'field' },
  STANDS_UNFIT: { field: 'field' },
  MEASURE_MISSING: { wanted: 'measure' },
  DESIGN_MISSING: { met: 'field' },
  DUTY_KIND: { met: 'kind', wanted: 'kind' },
  OPTION_UNKNOWN: { wanted: 'branch' },
  DECLARANT_MISSING: { wanted: 'role' },
  PAPERS_MISSING: { met: 'paper', wanted: 'paper' },
  PAPER_EXPIRED: { field: 'paper' },
  PROTECTION_UNCHANGED: { met: 'protection' },
  DISASTER_NOT_CERTIFIED: { met: 'damage', wanted: 'damage' },
  CASE_OUTCOME: { met: 'case', kind: 'case', wanted: 'case' },
  APPROVAL_MISSING: { outcome: 'case' },
  DEFAULT_NOT_OWED: { met: 'contract', wanted: 'duty' },
  POLICY_START_UNKNOWN: { met: 'method', wanted: 'method' },
  PERMIT_NOT_GIVEN: { met: 'gate' },
  PERMIT_DUTY_BARRED: { met: 'duty', wanted: 'duty' },
  RULES_LACK_DUTY: { met: 'duty' },
  REGISTER_NOT_RULED: { met: 'field' },
  BATCH_KIND_WRONG: { met: 'field' },
  POLICY_STANDARD_UNKNOWN: { field: 'field' },
};

/** Places that hold ids of duties wherever they stand. */
const DUTY_PLACES = new Set(['dutyId']);

/**
 * A value of a refusal in Chinese words; ids, numbers and days stay.
 *
 * @example valueInChinese('MEASURE_MISSING', 'wanted', { wanted: 'closure' }) // '郁闭度'
 */
export function valueInChinese(code: ErrorCode, place: string, values: ErrorValues): string | undefined {
  const value = values[place];
  if (value === undefined) return undefined;
  const text = String(value);
  if (DUTY_PLACES.has(place)) return sayDuty(text, 'zh');
  if (code === 'DUTY_UNKNOWN' && place === 'wanted') return listed(text, (id) => sayDuty(id, 'zh'));
  if (place === 'because') return sayClause(text, 'zh');
  const phrase = phraseOf(text);
  if (phrase !== undefined) return phrase;
  const kind = CODES[code]?.[place];
  return kind === undefined ? text : listed(text, (word) => wordOf(kind, word));
}

function listed(text: string, say: (word: string) => string): string {
  return text
    .split(/; or |, | or /)
    .map(say)
    .join('、');
}

function wordOf(kind: Kind, code: string): string {
  if (kind === 'field') return fieldOf(code);
  // What closes and what it closes stand side by side.
  if (kind === 'gate')
    return code
      .split(' ')
      .map((each) => label('gate', each, 'zh'))
      .join('：');
  if (kind === 'branch') return `${code}（${label('option', code, 'zh')}）`;
  return label(kind, code, 'zh');
}

/** With its name on the wire, for who sends commands by program; a plot keeps its number. */
function fieldOf(path: string): string {
  const [, name = path, plot] = /^(\w+) of plot (.+)$/.exec(path) ?? [];
  const word = FIELDS[name] ?? FIELDS[name.slice(name.lastIndexOf('.') + 1)];
  return `${plot === undefined ? '' : `样地 ${plot} `}${word ?? name}`;
}

function phraseOf(text: string): string | undefined {
  const known = PHRASES[text];
  if (known !== undefined) return known;
  for (const [pattern, said] of TEMPLATES) if (pattern.test(text)) return text.replace(pattern, said);
  return undefined;
}
