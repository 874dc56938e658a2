/** A life to walk ahead, from what the command line says of its stand. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { addDays, isIsoDate, yearOf, type IsoDate } from '../domain/day.ts';
import { label } from '../domain/labels.ts';
import { seedState } from '../domain/stand/fold.ts';
import type { RegimeFor } from '../domain/stand/foretold.ts';
import type { Simulation } from '../domain/stand/simulate.ts';
import { isStart, type PlantingMethod, type StandSeed, type Start } from '../domain/stand/state.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { findCounty, nearestNames } from '../policies/names.ts';
import { resolveRegime } from '../policies/resolve.ts';
import { standardFault, type StandardValues } from '../policies/standard.ts';
import { CommandError, EXIT, type Said } from './exit-codes.ts';
import { readFileOr } from './files.ts';
import { readOutcomes } from './outcomes.ts';
import { policyNamed } from './policy-named.ts';
import { speciesNamed } from './species.ts';

export interface LifeOptions {
  readonly policy: string;
  readonly county: string;
  readonly species: string;
  /** Absent where the stand was there before. */
  readonly planted?: string;
  readonly designed: number;
  readonly plantedPoints?: number;
  readonly areaHa: number;
  readonly altitude?: number;
  readonly nurseryYears?: number;
  readonly method: keyof typeof METHODS;
  readonly commenced?: string;
  readonly standard?: StandardValues;
  readonly until?: string;
  readonly outcomes?: string;
}

export interface LifeToWalk extends Simulation {
  readonly seed: StandSeed;
}

/** With the policy that its rules are of. */
export interface LifeUnderPolicy extends LifeToWalk {
  readonly policy: LoadedPolicy;
}

/** Walks beyond this are a typing error in the year. */
const MOST_YEARS = 150;
const USUAL_YEARS = 10;
const M2_PER_HA = 10_000;

export function lifeOf(options: LifeOptions): LifeUnderPolicy {
  const policy = policyNamed(options.policy);
  const plantedOn = beginningOf(policy, options);
  const until = options.until ?? `${yearOf(plantedOn) + USUAL_YEARS}-12-31`;
  const seed = seedOf(policy, options, plantedOn);
  return {
    seed,
    policy,
    state: seedState(seed),
    startOn: plantedOn,
    until: untilNamed(until, plantedOn),
    outcomes: readOutcomes(outcomesText(options.outcomes ?? ''), policy),
    regimeFor: regimesFor(policy, seed),
  };
}

function dayNamed(option: string, text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new CommandError(EXIT.usage, 'DAY_UNREADABLE', noDay(option, text));
}

/** What was met in the place of a day. */
export function noDay(option: string, text: string): Said {
  return {
    en: `${option} is ${text}; wanted: a day that exists, YYYY-MM-DD`,
    zh: `${option} 为 ${text}，应为存在的日期，如 2027-04-15`,
  };
}

/** @param from - first day of the walk */
export function untilNamed(text: string, from: IsoDate): IsoDate {
  const until = dayNamed('--until', text);
  const most = addDays(from, MOST_YEARS * 365);
  if (from <= until && until <= most) return until;
  throw new CommandError(EXIT.usage, 'UNTIL_OUT_OF_REACH', {
    en: `--until is ${until}; wanted: ${from} to ${most}`,
    zh: `--until 为 ${until}，应在 ${from} 至 ${most} 之间`,
  });
}

/** A file that is there, else the text itself; one word is no outcome, so it was meant as a file. */
export function outcomesText(given: string): string {
  const isFile = given !== '' && !given.includes('\n') && (existsSync(given) || !/[\s=]/.test(given.trim()));
  return isFile ? readFileOr(given).toString('utf8') : given;
}

/** Ways in which a stand begins, as they are named at the command line. */
export const METHODS = {
  planting: 'PLANTING',
  sowing: 'DIRECT_SOWING',
  aerial: 'AERIAL_SEEDING',
  existing: 'EXISTING',
  restoration: 'RESTORATION',
  coppice: 'COPPICE',
  natural: 'NATURAL',
  'enclosure-tree': 'ENCLOSURE_TREE',
  'enclosure-tree-shrub': 'ENCLOSURE_TREE_SHRUB',
  'enclosure-shrub': 'ENCLOSURE_SHRUB',
  'enclosure-shrub-grass': 'ENCLOSURE_SHRUB_GRASS',
  'enclosure-forest': 'ENCLOSURE_FOREST',
  'enclosure-shrubland': 'ENCLOSURE_SHRUBLAND',
} as const satisfies Record<string, PlantingMethod | Start>;

/** The planting day; of a stand that was there before, its commencement. */
function beginningOf({ policy, starts }: LoadedPolicy, { method: name, planted, commenced }: LifeOptions): IsoDate {
  const method = METHODS[name];
  if (!isStart(method)) {
    if (planted !== undefined) return dayNamed('--planted', planted);
    throw new CommandError(EXIT.usage, 'DAY_MISSING', {
      en: '--planted is missing; wanted: the planting day, YYYY-MM-DD',
      zh: '缺少 --planted，应为造林日期，如 2027-04-15',
    });
  }
  if (starts[method] === undefined) {
    const known = Object.keys(starts);
    const message = {
      en: `${policy} does not say how a stand begins as ${method}; wanted: ${known.join(', ') || 'a planting'}`,
      zh: `${policy} 未规定以${label('method', method, 'zh')}起始的小班，应为：${known.map((each) => label('method', each, 'zh')).join('、') || '造林'}`,
    };
    throw new CommandError(EXIT.usage, 'START_NOT_RULED', message);
  }
  if (planted === undefined && commenced !== undefined) return dayNamed('--commenced', commenced);
  const message = {
    en: `${planted === undefined ? '--commenced is missing' : `--planted is ${planted}`}; wanted: --commenced and no --planted, for --method ${name} is no planting`,
    zh: `${planted === undefined ? '缺少 --commenced' : `--planted 为 ${planted}`}；--method ${name} 不是造林，应给 --commenced，不给 --planted`,
  };
  throw new CommandError(EXIT.usage, 'DAY_MISSING', message);
}

function seedOf(policy: LoadedPolicy, options: LifeOptions, plantedOn: IsoDate): StandSeed {
  const countyCode = countyNamed(policy, options.county);
  const species = speciesNamed(policy, options.species);
  const { altitude, nurseryYears, designed } = options;
  const begun = begunOf(policy, options, plantedOn);
  const method = METHODS[options.method];
  const site = { method, ...(altitude !== undefined && { altitudeM: altitude }) };
  return {
    lifeId: randomUUID(),
    standId: `${countyCode}-simulated`,
    countyCode,
    workYear: yearOf(plantedOn),
    areaM2: Math.round(options.areaHa * M2_PER_HA),
    ...site,
    ...begun,
    planting: {
      plantedOn,
      species,
      designedPoints: designed,
      plantedPoints: options.plantedPoints ?? designed,
      ...(nurseryYears !== undefined && { nurseryYears }),
    },
    regime: resolveRegime(policy, { countyCode, species, plantedOn, ...site, ...begun }),
  };
}

/** What the stand brings from before its planting: the day its duty began, and its own approved standard. */
function begunOf(policy: LoadedPolicy, { commenced, standard }: LifeOptions, plantedOn: IsoDate) {
  const commencedOn = commenced === undefined ? undefined : dayNamed('--commenced', commenced);
  if (commencedOn !== undefined && commencedOn > plantedOn) {
    const message = {
      en: `--commenced is ${commencedOn}; wanted: a day up to the planting ${plantedOn}`,
      zh: `--commenced 为 ${commencedOn}，应不晚于造林日期 ${plantedOn}`,
    };
    throw new CommandError(EXIT.usage, 'COMMENCED_AFTER_PLANTING', message);
  }
  const fault = standardFault(policy, standard ?? {});
  if (fault !== undefined) {
    const message = {
      en: `--standard ${fault.name} is ${fault.met ?? 'unknown'} to ${policy.policy}; wanted: ${fault.wanted}`,
      zh: `--standard ${fault.name} 为 ${fault.met ?? '未知'}（${policy.policy}），应为：${fault.wanted}`,
    };
    throw new CommandError(EXIT.usage, 'STANDARD_UNKNOWN', message);
  }
  return { ...(commencedOn !== undefined && { commencedOn }), ...(standard !== undefined && { standard }) };
}

function countyNamed(policy: LoadedPolicy, name: string): string {
  const code = findCounty(policy, name);
  if (code !== undefined) return code;
  const near = nearestNames(
    name,
    Object.entries(policy.counties).flatMap(([key, { zh, en }]) => [key, zh, en]),
  );
  const message = {
    en: `county ${name} is not in ${policy.policy}; nearest: ${near.join(', ')}`,
    zh: `${policy.policy} 没有县 ${name}，相近的有：${near.join('、')}`,
  };
  throw new CommandError(EXIT.refused, 'COUNTY_UNKNOWN', message);
}

type StandSite = Pick<StandSeed, 'countyCode' | 'altitudeM' | 'method' | 'standard'>;

/** A new design of the stand is under the rules of its own planting day; the site stays, and what was there before is planted now. */
export function regimesFor(
  policy: LoadedPolicy,
  { countyCode, altitudeM, method: begun, standard }: StandSite,
): RegimeFor {
  const method = begun === undefined || isStart(begun) ? 'PLANTING' : begun;
  const site = {
    countyCode,
    method,
    ...(altitudeM !== undefined && { altitudeM }),
    ...(standard !== undefined && { standard }),
  };
  return ({ species, plantedOn }) => resolveRegime(policy, { ...site, species, plantedOn });
}
