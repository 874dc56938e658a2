/** What a value of an outcome may be, each name with its own rule. */
import { isIsoDate, type IsoDate } from '../domain/day.ts';
import { DAMAGE_CAUSES, type DamageCause } from '../domain/stand/command.ts';
import type { Hits, OnPlots } from '../domain/stand/reported.ts';
import type { Points } from '../domain/stand/foretold.ts';
import { findSpecies } from '../policies/names.ts';
import type { Policy } from '../policies/schema.ts';
import type { Said } from './exit-codes.ts';

export interface Fields {
  readonly live?: Points;
  readonly points?: Points;
  readonly closure?: Hits;
  readonly cover?: Hits;
  readonly 'total-cover'?: Hits;
  readonly stems?: OnPlots;
  readonly seedlings?: OnPlots;
  readonly saplings?: OnPlots;
  readonly naturals?: number;
  readonly 'left-out'?: number;
  readonly preferred?: number;
  readonly 'mean-height'?: number;
  readonly 'least-height'?: number;
  readonly designed?: number;
  readonly planted?: number;
  readonly 'nursery-years'?: number;
  readonly 'dead-patch'?: number;
  readonly 'lost-m2'?: number;
  readonly day?: number;
  readonly species?: string;
  readonly duty?: string;
  readonly part?: string;
  readonly option?: string;
  readonly declarant?: string;
  readonly reason?: string;
  readonly cause?: DamageCause;
  readonly received?: IsoDate;
  readonly due?: IsoDate;
  readonly after?: IsoDate;
}
export type FieldName = keyof Fields;

interface Kind<T> {
  readonly wanted: Said;
  readonly read: (text: string, policy: Policy) => T | undefined;
}

const MOST = 100_000_000;

const whole = (least: number, most = MOST): Kind<number> => ({
  wanted: { en: `a whole number from ${least}`, zh: `不小于 ${least} 的整数` },
  read: (text) => {
    const value = Number(text);
    return /^\d{1,9}$/.test(text) && value >= least && value <= most ? value : undefined;
  },
});

const POINTS: Kind<Points> = {
  wanted: {
    en: 'points as a whole number, or a share of the design as 0.85, 1.0 or 85%',
    zh: '株数（整数），或占设计的比例，如 0.85、1.0 或 85%',
  },
  read: (text) => {
    const share = shareOf(text);
    return /^\d+$/.test(text) ? whole(0).read(text, undefined as never) : share && { share };
  },
};

const HITS: Kind<Hits> = {
  wanted: {
    en: 'hits of points as 15/100, or a share as 0.15 or 15%',
    zh: '命中数/样点数，如 15/100，或比例，如 0.15 或 15%',
  },
  read: (text) => {
    const pair = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
    const [hits, of] = pair ? [Number(pair[1]), Number(pair[2])] : (shareOf(text) ?? [1, 0]);
    return of > 0 && hits <= of ? { hits, of, method: 'point' } : undefined;
  },
};

/** Ground in the unit in which the policy's foresters lay out plots. */
const PLOTS: Kind<OnPlots> = {
  wanted: {
    en: 'plants on m² of plots as 30/500; on thousandths of an acre where the policy counts to the acre',
    zh: '株数/样地平方米，如 30/500；按英亩计的政策用毫英亩',
  },
  read: (text, { areaUnit }) => {
    const [, counted, sampled] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
    if (Number(sampled ?? 0) === 0) return undefined;
    return { counted: Number(counted), sampled: Number(sampled), unit: areaUnit === 'acre' ? 'milacre' : 'm2' };
  },
};

/** Centimetres, of metres with a decimal point. */
const METRES: Kind<number> = {
  wanted: { en: 'metres as 0.5, to 2 decimals', zh: '米，最多两位小数，如 0.5' },
  read: (text) => (/^\d{1,2}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined),
};

const DAY: Kind<IsoDate> = {
  wanted: { en: 'a day that exists, YYYY-MM-DD', zh: '存在的日期，如 2027-04-15' },
  read: (text) => (isIsoDate(text) ? text : undefined),
};

/** A year stands for its last day. */
const AFTER: Kind<IsoDate> = {
  wanted: { en: 'a year, or a day that exists as YYYY-MM-DD', zh: '年份，或存在的日期，如 2027-04-15' },
  read: (text) => (/^\d{4}$/.test(text) ? `${text}-12-31` : DAY.read(text, undefined as never)),
};

const TEXT: Kind<string> = {
  wanted: { en: '1 to 64 characters', zh: '1 至 64 个字符' },
  read: (text) => (text.length <= 64 ? text : undefined),
};

const CAUSE: Kind<DamageCause> = {
  wanted: { en: `one of ${DAMAGE_CAUSES.join(', ')}`, zh: `其一：${DAMAGE_CAUSES.join('、')}` },
  read: (text) => DAMAGE_CAUSES.find((cause) => cause === text.toUpperCase()),
};

const SPECIES: Kind<string> = {
  wanted: { en: 'a species of the policy', zh: '政策中的树种' },
  read: (text, policy) => findSpecies(policy, text),
};

export const KINDS: { readonly [N in FieldName]-?: Kind<NonNullable<Fields[N]>> } = {
  live: POINTS,
  points: POINTS,
  closure: HITS,
  cover: HITS,
  'total-cover': HITS,
  stems: PLOTS,
  seedlings: PLOTS,
  saplings: PLOTS,
  naturals: whole(0),
  'left-out': whole(0),
  preferred: whole(0),
  'mean-height': METRES,
  'least-height': METRES,
  designed: whole(1),
  planted: whole(1),
  'nursery-years': whole(0),
  'dead-patch': whole(0),
  'lost-m2': whole(0),
  day: whole(1, 1000),
  species: SPECIES,
  duty: TEXT,
  part: TEXT,
  option: TEXT,
  declarant: TEXT,
  reason: TEXT,
  cause: CAUSE,
  received: DAY,
  due: DAY,
  after: AFTER,
};

/** Ratio of whole numbers, at most 1: `0.85` is 85 of 100, `1.0` is 10 of 10, `85%` is 85 of 100. */
function shareOf(text: string): readonly [number, number] | undefined {
  const [, percent] = /^(\d{1,3})%$/.exec(text) ?? [];
  const [, digits, decimals] = /^([01])\.(\d{1,6})$/.exec(text) ?? [];
  const share: readonly [number, number] | undefined =
    percent !== undefined
      ? [Number(percent), 100]
      : decimals !== undefined
        ? [Number(`${digits}${decimals}`), 10 ** decimals.length]
        : undefined;
  return share && share[0] <= share[1] ? share : undefined;
}
