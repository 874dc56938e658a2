/** Hand-written guards over commands from the wire: a schema library would cost every cached workflow half a megabyte. */
import { isIsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { DAMAGE_CAUSES, type SentCommand } from './command.ts';

type Wire = Readonly<Record<string, unknown>>;
type Check = readonly [field: string, holds: (value: unknown) => boolean, wanted: string];

const MOST_POINTS = 100_000_000;

const isText = (most: number) => (value: unknown) =>
  typeof value === 'string' && value.length > 0 && value.length <= most;
const isCount = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_POINTS;
const isCountFromOne = (value: unknown) => isCount(value) && value !== 0;
const optional = (holds: (value: unknown) => boolean) => (value: unknown) => value === undefined || holds(value);
const isObject = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TEXT_64 = 'a text of 1 to 64 characters';
const DAY = 'a day that exists, YYYY-MM-DD';
const COUNT = 'a whole number from 0';
const COUNT_1 = 'a whole number from 1';
const HITS = 'hits 0 to of, of from 1, and a method: point, line, plot or quadrat';
const METHODS = ['point', 'line', 'plot', 'quadrat'];
const STEMS = 'counted from 0, sampled ground from 1, its unit m2 or milacre; preferred and heights in cm from 0';
const SPECIES = 'at most 12 species, each with live from 0 and designed from 1';

const SENT: readonly Check[] = [
  ['commandId', isText(64), TEXT_64],
  ['digest', isText(64), TEXT_64],
  ['by', isText(64), TEXT_64],
];
const DUTY: Check = ['dutyId', isText(64), TEXT_64];

const CHECKS: Readonly<Record<SentCommand['type'], readonly Check[]>> = {
  submitSurvey: [
    ['surveyId', isText(64), TEXT_64],
    ['capturedOn', isIsoDate, DAY],
    ['plots', isCount, COUNT],
    ['counts', hasSomeCount, 'an object with livePoints, closure, cover or stems'],
    ['counts.livePoints', optional(isCount), COUNT],
    ['counts.closure', optional(isHits), HITS],
    ['counts.cover', optional(isHits), HITS],
    ['counts.stems', optional(isStems), STEMS],
    ['counts.naturals', optional(isCount), COUNT],
    ['counts.bySpecies', optional(isBySpecies), SPECIES],
    ['counts.designedPoints', optional(isCountFromOne), COUNT_1],
    ['counts.plantedPoints', optional(isCountFromOne), COUNT_1],
    ['counts.largestDeadPatchM2', optional(isCount), COUNT],
    ['dutyId', optional(isText(64)), TEXT_64],
    ['partId', optional(isText(64)), TEXT_64],
    ['warnings', optional(isWarningList), 'at most 20 codes'],
  ],
  submitWork: [
    DUTY,
    ['doneOn', isIsoDate, DAY],
    ['points', optional(isCount), COUNT],
    ['option', optional(isText(64)), TEXT_64],
    ['declarant', optional(isText(64)), TEXT_64],
    ['planting', optional(isObject), 'an object with plantedOn'],
    ['regime', optional(isRegime), 'a regime resolved from a policy'],
  ],
  reschedule: [DUTY, ['dueOn', isIsoDate, DAY], ['reason', isText(64), TEXT_64]],
  reportDamage: [
    ['seenOn', isIsoDate, DAY],
    ['cause', (value) => (DAMAGE_CAUSES as readonly unknown[]).includes(value), DAMAGE_CAUSES.join(', ')],
    ['lostM2', isCount, COUNT],
    ['partId', optional(isText(64)), TEXT_64],
  ],
  waive: [DUTY, ['reason', isText(64), TEXT_64]],
  suspend: [['reason', isText(64), TEXT_64]],
  resume: [],
  close: [['reason', isText(64), TEXT_64]],
};

const PLANTING: readonly Check[] = [
  ['planting.plantedOn', isIsoDate, DAY],
  ['planting.species', isText(64), TEXT_64],
  ['planting.designedPoints', isCountFromOne, COUNT_1],
  ['planting.plantedPoints', isCountFromOne, COUNT_1],
  ['planting.nurseryYears', optional(isCount), COUNT],
];

/** The first field that is not what the contract says, as a refusal; undefined where all hold. */
export function malformed(command: SentCommand): Refusal | undefined {
  const wire = command as unknown as Wire;
  const checks = [...SENT, ...CHECKS[command.type], ...(isObject(wire['planting']) ? PLANTING : [])];
  for (const [field, holds, wanted] of checks) {
    const met = valueAt(wire, field);
    if (!holds(met)) return refuse('COMMAND_MALFORMED', { field, met: shown(met), wanted });
  }
  return undefined;
}

function valueAt(wire: Wire, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), wire);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value)?.slice(0, 80) ?? typeof value);
}

/** A count that is there and damaged is named by its own check. */
function hasSomeCount(value: unknown): boolean {
  return isObject(value) && ['livePoints', 'closure', 'cover', 'stems'].some((key) => key in value);
}

function isHits(value: unknown): boolean {
  return (
    isObject(value) &&
    isCountFromOne(value['of']) &&
    isCount(value['hits']) &&
    (value['hits'] as number) <= (value['of'] as number) &&
    METHODS.includes(value['method'] as string)
  );
}

function isStems(value: unknown): boolean {
  return (
    isObject(value) &&
    isCount(value['counted']) &&
    isCountFromOne(value['sampled']) &&
    ['m2', 'milacre'].includes(value['unit'] as string) &&
    ['preferred', 'meanHeightCm', 'leastHeightCm'].every((key) => optional(isCount)(value[key]))
  );
}

function isBySpecies(value: unknown): boolean {
  if (!isObject(value)) return false;
  const counts = Object.values(value);
  return (
    counts.length <= 12 &&
    counts.every((each) => isObject(each) && isCount(each['live']) && isCountFromOne(each['designed']))
  );
}

function isWarningList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= 20 && value.every(isText(64));
}

/** Enough of a regime's shape that the decider can read it; its content was checked when the policy was resolved. */
function isRegime(value: unknown): boolean {
  const objects = ['windows', 'seasons', 'readings', 'lines', 'limits', 'duties', 'workingDays', 'cite'];
  return (
    isObject(value) &&
    isText(64)(value['timeZone']) &&
    isText(64)(value['policy']) &&
    Array.isArray(value['ladder']) &&
    objects.every((key) => isObject(value[key]))
  );
}
