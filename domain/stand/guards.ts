/** Hand-written guards over commands from the wire: a schema library would cost every cached workflow half a megabyte. */
import { isIsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { PROTECTIONS } from '../policy/regime.ts';
import { DAMAGE_CAUSES, type SentCommand } from './command.ts';
import { MEASURED } from './reported.ts';
import { FELLINGS } from './reported.ts';
import { isUuid } from './ids.ts';
import { INSPECTION_LEVELS } from './inspection.ts';
import { isPaper, PAPERS_WANTED } from './papers.ts';

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
const HITS = 'hits 0 to of without those left out, of from 1, and a method: point, line, plot or quadrat';
const TWO = 'two different ids of 1 to 64 characters';
const CAUSES = DAMAGE_CAUSES.join(', ');
const METHODS = ['point', 'line', 'plot', 'quadrat'];
const PLOTS = 'counted from 0, sampled ground from 1, its unit m2 or milacre';
const STEMS = 'counted from 0, sampled ground from 1, its unit m2 or milacre; preferred and heights in cm from 0';
const MIX = 'one to 12 species by code, each with a whole number from 1';
const SPECIES = 'at most 12 species, each with live from 0 and designed from 1';

const FELLING = `a kind (${FELLINGS.join(', ')}), and the closure before and after: ${HITS}`;
const STRIPS = 'cutM2 from 1, and widthM above 0 up to 1000';

const SENT: readonly Check[] = [
  ['commandId', isText(64), TEXT_64],
  ['digest', isText(64), TEXT_64],
  ['by', isText(64), TEXT_64],
];
const DUTY: Check = ['dutyId', isText(64), TEXT_64];

const isCause = (value: unknown) => (DAMAGE_CAUSES as readonly unknown[]).includes(value);
const isLevel = (value: unknown) => (INSPECTION_LEVELS as readonly unknown[]).includes(value);

const COUNTS: readonly Check[] = [
  ['counts', hasSomeCount, `an object with one at least of ${MEASURED.join(', ')}`],
  ['counts.livePoints', optional(isCount), COUNT],
  ['counts.closure', optional(isHits), HITS],
  ['counts.cover', optional(isHits), HITS],
  ['counts.totalCover', optional(isHits), HITS],
  ['counts.stems', optional(isStems), STEMS],
  ['counts.seedlings', optional(isOnPlots), PLOTS],
  ['counts.saplings', optional(isOnPlots), PLOTS],
  ['counts.naturals', optional(isCount), COUNT],
  ['counts.bySpecies', optional(isBySpecies), SPECIES],
  ['counts.designedPoints', optional(isCountFromOne), COUNT_1],
  ['counts.plantedPoints', optional(isCountFromOne), COUNT_1],
  ['counts.largestDeadPatchM2', optional(isCount), COUNT],
];
const COUNTED: readonly Check[] = [
  ['surveyId', isText(64), TEXT_64],
  ['capturedOn', isIsoDate, DAY],
  ['plots', isCount, COUNT],
  ...COUNTS,
  ['partId', optional(isText(64)), TEXT_64],
  ['warnings', optional(isIdList), 'at most 20 codes'],
  ['unit', optional(isText(64)), TEXT_64],
];
const PIECES: Check = [
  'pieces',
  optional(isPieceList),
  'two to 20 pieces, each with areaM2 from 1 and either counts or what it was lost to; one or more counted, all by one measure',
];
const CHILDREN =
  'two to 20 stands, each with a lifeId (UUID) and a standId of its own and one to 20 pieces of different parts, areaM2 from 1';
const FITTING = 'countyCode, workYear, policies, site, surveys and from of a stand';
const SURVEYORS: Check = ['surveyors', isPair, TWO];
const LEVEL: Check = ['level', isLevel, INSPECTION_LEVELS.join(', ')];

const CHECKS: Readonly<Record<SentCommand['type'], readonly Check[]>> = {
  submitSurvey: [
    ...COUNTED,
    ['dutyId', optional(isText(64)), TEXT_64],
    ['level', optional(isLevel), INSPECTION_LEVELS.join(', ')],
    ['surveyors', optional(isPair), TWO],
    PIECES,
  ],
  submitAudit: [...COUNTED, ['dutyId', optional(isText(64)), TEXT_64], LEVEL, SURVEYORS, PIECES],
  correctSurvey: [...COUNTED, ['supersedes', isText(64), TEXT_64], SURVEYORS],
  settleFollowUp: [
    ['followUpId', isText(64), TEXT_64],
    ['reason', isText(64), TEXT_64],
  ],
  submitWork: [
    DUTY,
    ['doneOn', isIsoDate, DAY],
    ['points', optional(isCount), COUNT],
    ['bySpecies', optional(isMix), MIX],
    ['preparedOn', optional(isIsoDate), DAY],
    ['stockOn', optional(isIsoDate), DAY],
    ['option', optional(isText(64)), TEXT_64],
    ['unit', optional(isText(64)), TEXT_64],
    ['declarant', optional(isText(64)), TEXT_64],
    ['papers', optional(isPapers), PAPERS_WANTED],
    ['felling', optional(isFelling), FELLING],
    ['strips', optional(isStrips), STRIPS],
    ['areaM2', optional(isCountFromOne), COUNT_1],
    ['planting', optional(isObject), 'an object with plantedOn'],
    ['regime', optional(isRegime), 'a regime resolved from a policy'],
  ],
  reschedule: [DUTY, ['dueOn', isIsoDate, DAY], ['reason', isText(64), TEXT_64]],
  reportDamage: [
    ['seenOn', isIsoDate, DAY],
    ['cause', isCause, CAUSES],
    ['lostM2', isCount, COUNT],
    ['certified', optional(isCertified), 'a paper of 1 to 64 characters, and areaM2 from 1'],
    ['partId', optional(isText(64)), TEXT_64],
  ],
  waive: [DUTY, ['reason', isText(64), TEXT_64], ['papers', optional((value) => value === true), 'true']],
  protect: [
    ['flags', isProtection, `a list of ${PROTECTIONS.join(', ')}, or an empty one`],
    ['evidence', isText(64), TEXT_64],
  ],
  suspend: [['reason', isText(64), TEXT_64]],
  resume: [],
  adoptPolicy: [
    ['rules', isNewRules, 'one to 20 rules of one policy version, each with its regime, planting day and species'],
  ],
  close: [
    ['reason', isText(64), TEXT_64],
    ['untouched', optional((value) => value === true), 'true, or left out'],
  ],
  splitStand: [['children', isChildList, CHILDREN]],
  changeBoundary: [
    ['partId', optional(isText(64)), TEXT_64],
    ['areaM2', isCountFromOne, COUNT_1],
    ['reason', isText(64), TEXT_64],
    ['evidence', isText(64), TEXT_64],
  ],
  mergeStand: [
    ['into', isFitting, FITTING],
    ['into.lifeId', isLifeId, 'a UUID'],
    ['into.standId', isText(64), TEXT_64],
  ],
  absorb: [
    ['standId', isText(64), TEXT_64],
    ['fitting', isFitting, FITTING],
    ['inherited', isInheritance, 'from, regimes, parts and duties of a stand'],
  ],
};

const PLANTING: readonly Check[] = [
  ['planting.plantedOn', isIsoDate, DAY],
  ['planting.species', isText(64), TEXT_64],
  ['planting.designedPoints', isCountFromOne, COUNT_1],
  ['planting.plantedPoints', isCountFromOne, COUNT_1],
  ['planting.nurseryYears', optional(isCount), COUNT],
  ['planting.units', optional(isIdList), 'at most 20 ids of 1 to 64 characters'],
];

/** The first field that is not what the contract says, as a refusal; undefined where all hold. */
export function malformed(command: SentCommand): Refusal | undefined {
  const wire = command as unknown as Wire;
  const checks = [
    ...SENT,
    ...CHECKS[command.type],
    ...(isObject(wire['planting']) ? PLANTING : []),
    // A count that names its level is signed.
    ...(command.type === 'submitSurvey' && wire['level'] !== undefined ? [SURVEYORS] : []),
  ];
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
  return isObject(value) && MEASURED.some((key) => key in value);
}

function isHits(value: unknown): boolean {
  return (
    isObject(value) &&
    isCountFromOne(value['of']) &&
    isCount(value['hits']) &&
    optional(isCount)(value['leftOut']) &&
    (value['leftOut'] as number | undefined) !== value['of'] &&
    (value['hits'] as number) <= (value['of'] as number) - ((value['leftOut'] as number | undefined) ?? 0) &&
    METHODS.includes(value['method'] as string)
  );
}

function isOnPlots(value: unknown): value is Wire {
  return (
    isObject(value) &&
    isCount(value['counted']) &&
    isCountFromOne(value['sampled']) &&
    ['m2', 'milacre'].includes(value['unit'] as string)
  );
}

function isStems(value: unknown): boolean {
  return (
    isOnPlots(value) && ['preferred', 'meanHeightCm', 'leastHeightCm'].every((key) => optional(isCount)(value[key]))
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

function isMix(value: unknown): boolean {
  if (!isObject(value)) return false;
  const species = Object.entries(value);
  return (
    species.length > 0 &&
    species.length <= 12 &&
    species.every(([code, each]) => isText(64)(code) && isCountFromOne(each))
  );
}

function isProtection(value: unknown): boolean {
  const known: readonly unknown[] = PROTECTIONS;
  return Array.isArray(value) && value.length <= known.length && value.every((flag) => known.includes(flag));
}

function isFelling(value: unknown): boolean {
  if (!isObject(value) || !isHits(value['before']) || !isHits(value['after'])) return false;
  return (FELLINGS as readonly unknown[]).includes(value['kind']);
}

function isStrips(value: unknown): boolean {
  if (!isObject(value) || !isCountFromOne(value['cutM2'])) return false;
  const width = value['widthM'];
  return typeof width === 'number' && width > 0 && width <= 1000;
}

function isCertified(value: unknown): boolean {
  return isObject(value) && isText(64)(value['paper']) && isCountFromOne(value['areaM2']);
}

function isPapers(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).length === 0) return false;
  return Object.entries(value).every(([paper, text]) => isText(64)(text) && isPaper(paper, text as string));
}

function isIdList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= 20 && value.every(isText(64));
}

function isPair(value: unknown): boolean {
  return isIdList(value) && (value as readonly string[]).length === 2 && new Set(value as readonly string[]).size === 2;
}

function isPieceList(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 20 || !value.every(isPiece)) return false;
  const counted = (value as readonly Wire[]).filter(({ lost }) => lost === undefined);
  return counted.length > 0 && MEASURED.some((key) => counted.every(({ counts }) => key in (counts as Wire)));
}

/** Counted or lost, never both. */
function isPiece(value: unknown): boolean {
  if (!isObject(value) || !isCountFromOne(value['areaM2'])) return false;
  if (value['lost'] !== undefined) return isCause(value['lost']) && value['counts'] === undefined;
  return COUNTS.every(([field, holds]) => holds(valueAt(value, field)));
}

function isNewRules(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 1 || value.length > 20) return false;
  const each = value as readonly unknown[];
  return each.every(isRulesOfPlanting) && new Set(each.map((rules) => versionOf(rules))).size === 1;
}

function isRulesOfPlanting(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(64)(value['regimeKey']) &&
    isIsoDate(value['plantedOn']) &&
    isText(64)(value['species']) &&
    isRegime(value['regime']) &&
    isText(64)((value['regime'] as Wire)['hash'])
  );
}

function versionOf(rules: unknown): string {
  const { policy, hash } = (rules as { readonly regime: { readonly policy: string; readonly hash: string } }).regime;
  return `${policy} ${hash}`;
}

/** As the database writes it: ids of lives are compared as texts. */
function isLifeId(value: unknown): boolean {
  return typeof value === 'string' && isUuid(value) && value === value.toLowerCase();
}

function isFitting(value: unknown): boolean {
  if (!isObject(value) || !['countyCode', 'site'].every((key) => typeof value[key] === 'string')) return false;
  const { workYear, policies, surveys, from } = value;
  if (!isCount(workYear) || !isObject(surveys) || !Object.values(surveys).every(isIsoDate)) return false;
  const isDescent = (life: unknown) => isObject(life) && isLifeId(life['lifeId']) && isIsoDate(life['on']);
  return Array.isArray(policies) && policies.every(isText(64)) && Array.isArray(from) && from.every(isDescent);
}

/** Enough of its shape that it can be numbered and folded; another stand's decider has made what is in it. */
function isInheritance(value: unknown): boolean {
  if (!isObject(value) || !isObject(value['regimes']) || !Object.values(value['regimes']).every(isRegime)) return false;
  const [from, parts, duties] = ['from', 'parts', 'duties'].map((key) => (Array.isArray(value[key]) ? value[key] : []));
  const keys = Object.keys(value['regimes']);
  const isPart = (part: unknown) =>
    isObject(part) &&
    isText(64)(part['id']) &&
    isCountFromOne(part['areaM2']) &&
    keys.includes(part['regime'] as string) &&
    Array.isArray(part['verdicts']);
  const isDuty = (duty: unknown) => isObject(duty) && isText(64)(duty['id']) && Array.isArray(duty['parts']);
  return (
    from!.length > 0 && parts!.length > 0 && from!.every(isObject) && parts!.every(isPart) && duties!.every(isDuty)
  );
}

function isChildList(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 20 || !value.every(isChild)) return false;
  return areDifferent(value as readonly Wire[], 'lifeId');
}

function isChild(value: unknown): boolean {
  if (!isObject(value) || !isLifeId(value['lifeId'])) return false;
  const { standId, pieces } = value;
  if (!isText(64)(standId) || !Array.isArray(pieces) || pieces.length === 0 || pieces.length > 20) return false;
  return pieces.every(isPieceOfPart) && areDifferent(pieces as readonly Wire[], 'partId');
}

function isPieceOfPart(value: unknown): boolean {
  return isObject(value) && optional(isText(64))(value['partId']) && optional(isCountFromOne)(value['areaM2']);
}

function areDifferent(values: readonly Wire[], key: string): boolean {
  return new Set(values.map((value) => value[key])).size === values.length;
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
