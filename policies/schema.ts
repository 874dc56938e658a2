/** The shape of a policy file: the small closed language in which rules are written as data. */
import { z } from 'zod';
import { isIsoDate, isMonthDay } from '../domain/day.ts';
import { isTimeZone } from '../domain/calendar.ts';
import { AREA_UNITS, DUTY_KINDS, MARKS, MEASURES, PAPERS, PROTECTIONS, type Paper } from '../domain/policy/regime.ts';
import { LAND_KINDS } from '../domain/register/barred-land.ts';
import { CASE_KINDS } from '../domain/register/stand-case.ts';
import { DAMAGE_CAUSES } from '../domain/stand/command.ts';
import { INSPECTION_LEVELS } from '../domain/stand/inspection.ts';
import { STARTS } from '../domain/stand/state.ts';

const monthDay = z.string().refine(isMonthDay, { error: 'a day of the year, MM-DD' });
const isoDate = z.string().refine(isIsoDate, { error: 'a day that exists, YYYY-MM-DD' });
/** A threshold in the unit of its measure; what uses it says which numbers make sense. */
const threshold = z.number().positive();
const window = z.tuple([monthDay, monthDay]);
const names = z.array(z.string().min(1)).min(1);
const camelCase = z.string().regex(/^[a-z][A-Za-z]*$/, { error: 'a name in camelCase' });
/** `fact operator value`, e.g. `rounds >= 2`. */
const guard = z.string().regex(/^[A-Za-z]\w* (<=|>=|<|>|=) .+$/, { error: 'a guard: fact operator value' });
const guards = z.array(guard).min(1);
const reference = z.string().regex(/^\$\w+$/, { error: 'a reference: $name' });
const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const timeZone = z.string().refine(isTimeZone, { error: 'an IANA time zone, e.g. Asia/Shanghai' });

const county = bilingual.extend({
  group: z.string().min(1),
  zone2023: z.string().min(1).optional(),
  timeZone: timeZone.optional(),
  rainMm: z.number().positive().optional(),
  extent: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});

const species = bilingual.extend({ latin: z.string().min(1), also: names.optional() });

const letValue = z.union([z.string(), z.number(), names, z.array(z.array(z.number().int().min(0)).min(1)).min(1)]);
const letRow = z.strictObject({ if: z.union([guard, guards]).optional(), is: letValue });

const consequence = z.union([
  z.strictObject({ enter: z.string(), from: z.string().exactOptional() }),
  z.strictObject({ raise: z.string() }),
  z.strictObject({ withdraw: z.string() }),
  z.strictObject({ anchor: z.string() }),
  z.strictObject({ count: z.string() }),
  z.strictObject({ repeat: z.number().int().min(1) }),
  z.strictObject({ satisfy: z.string() }),
  z.strictObject({ escalate: z.number().int().min(0) }),
  z.strictObject({ do: z.string() }),
]);
const consequences = z.array(consequence);

const only = z.union([guard, guards]).optional();

const band = z.strictObject({
  only,
  below: z.string().optional(),
  of: z.enum(MEASURES).optional(),
  allBelow: z.partialRecord(z.enum(MEASURES), z.string()).optional(),
  if: guards.optional(),
  any: guards.optional(),
  verdict: z.string().min(1),
  as: z.string().optional(),
  also: z.string().optional(),
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the policy language
  then: consequences,
});

const share = z.number().positive().max(1);

const years = z.union([z.number().int().min(0), reference]);

/** Of an anchor's day: so many calendar years or months on. */
const span = z.union([z.strictObject({ years }), z.strictObject({ months: z.number().int().min(0) })]);

const when = z.union([
  z.strictObject({ from: z.string(), after: span.optional(), by: span }),
  z.strictObject({ from: z.string(), season: z.number().int().min(1), of: z.string() }),
  z.strictObject({ from: z.string(), growingSeasons: z.number().int().min(1), in: z.string() }),
  z.strictObject({ from: z.string(), years, in: z.string() }),
  z.strictObject({ from: z.string(), years, opens: monthDay, due: monthDay }),
  z.strictObject({ from: z.string(), visits: reference, in: names, leastDays: z.number().int().min(1) }),
  z.strictObject({ from: z.string(), forYears: z.number().int().min(1) }),
  z.strictObject({ next: z.union([reference, names]) }),
  z.strictObject({ days: z.number().int().min(1) }),
]);

const duty = z.strictObject({
  kind: z.enum(DUTY_KINDS),
  at: names.optional(),
  when,
  only,
  measure: z.union([z.enum(MEASURES), reference]).optional(),
  base: z.union([z.enum(['designed', 'planted']), reference]).optional(),
  asks: z.array(z.enum(MEASURES)).min(1).optional(),
  naturals: z.literal(true).optional(),
  bands: z.array(band).min(1).optional(),
  needs: z
    .strictObject({
      seedlings: z.enum(['designedMinusLive', 'designed', 'deadPatch', 'lacking']).optional(),
      stockAge: z.enum(['standAge', 'nursery']).optional(),
      mix: z.literal(true).optional(),
      divided: z.literal(true).optional(),
      whole: z.literal(true).optional(),
    })
    .optional(),
  shift: z.strictObject({ if: guards, years: z.number().int().min(1) }).optional(),
  supersedes: z
    .array(z.strictObject({ duty: z.string(), raisedBy: z.string() }))
    .min(1)
    .optional(),
  says: names.optional(),
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the policy language
  then: consequences.optional(),
  outlasts: names.optional(),
  until: z.string().optional(),
  declarant: z.string().min(1).optional(),
  anytime: z.string().optional(),
  barredBy: z.array(z.enum(PROTECTIONS)).min(1).optional(),
  blocks: z.literal(true).optional(),
  yields: z.literal(true).optional(),
  leaves: z
    .strictObject({ closure: share, sanitation: share, firstDrop: share, raise: z.string() })
    .refine(({ closure, sanitation }) => sanitation <= closure, { error: 'sanitation up to closure' })
    .optional(),
  inStrips: z.literal(true).optional(),
  papers: names.optional(),
  lasts: z.enum(['round', 'own']).optional(),
  office: z.literal(true).optional(),
  openFire: z.literal(true).optional(),
  outsideForest: z.literal(true).optional(),
  statutory: z.literal(true).optional(),
  missed: z.enum(['ladder', 'redate', 'lapse']).default('ladder'),
  missedStep: z.number().int().exactOptional(),
  done: consequences.optional(),
  options: z.record(z.string(), consequences).optional(),
  newDesign: z.literal(true).optional(),
  again: z.literal(true).optional(),
});

const percent = z.number().positive().max(100);

/** The result that a payment waits for; a line is followed as payment reads it. */
const paymentGate = {
  gate: z.string(),
  leastRate: z.union([z.string(), z.number().positive().max(1)]),
  leastLevel: z.enum(INSPECTION_LEVELS).optional(),
};

const paymentScheme = z.strictObject({
  title: bilingual,
  /** Whole payment for one mu; a scheme without one states shares alone. */
  yuanPerMu: z.union([z.number().positive(), reference]).optional(),
  tranches: z.record(
    camelCase,
    z.strictObject({
      title: bilingual,
      percent,
      ...paymentGate,
      leastAreaShare: z.number().positive().max(1).optional(),
      holdback: z.strictObject({ percent, ...paymentGate }).optional(),
    }),
  ),
});

const days = z.number().int().min(0);

const landLimits = z
  .strictObject({ noteShare: share, barShare: share })
  .refine(({ noteShare, barShare }) => noteShare <= barShare, { error: 'noteShare up to barShare' });

/** What is kept beside the stands: none of it goes into a stand's own rules. */
const registers = z.strictObject({
  /** The yearly forest map. */
  map: z.strictObject({ cutOff: monthDay, polygonDays: days }).exactOptional(),
  /** Land that is not planted. */
  land: z.record(z.enum(LAND_KINDS), landLimits).exactOptional(),
  /** Days from a find to the due day of its case. */
  cases: z.record(z.enum(CASE_KINDS), days).exactOptional(),
  /** A contract of planting: its warranty, and yuan per mu that a county crew's work costs the contractor, by duty. */
  contract: z
    .strictObject({
      warrantyYears: z.number().int().min(1),
      line: share,
      deduct: z.record(z.string(), z.number().positive()),
    })
    .exactOptional(),
  /** Insured stands: hours from a loss to its notice, days that replanting waits for the insurer, damages insured. */
  insurance: z
    .strictObject({
      noticeHours: z.number().int().min(1),
      visitDays: days,
      perils: z.array(z.enum(DAMAGE_CAUSES)).min(1),
    })
    .exactOptional(),
  /** A ranger's contract. */
  care: z.strictObject({ years: z.number().int().min(1) }).exactOptional(),
  /** Yearly acceptance of land-conversion parcels, and the year their land register is put right. */
  conversion: z
    .strictObject({ acceptances: z.number().int().min(1), dueBy: monthDay, registerYear: z.number().int().min(1) })
    .exactOptional(),
  /** What flags of the land bring by parcel and year; a scheme without a price states areas alone. */
  subsidies: z
    .strictObject({
      countsOn: monthDay,
      schemes: z.record(
        camelCase,
        z.strictObject({
          title: bilingual,
          flags: z.array(z.enum(PROTECTIONS)).min(1),
          yuanPerMu: z.number().positive().exactOptional(),
        }),
      ),
    })
    .exactOptional(),
  /** Checklist of a stand's archive, by code; an item may be there once the first planting tells a set of papers whole. */
  archive: z.record(camelCase, bilingual.extend({ told: z.string().exactOptional() })).exactOptional(),
  /** The county's own count of a year's plantings: from which day of that year, reported by when, at which levels. */
  selfCheck: z
    .strictObject({ from: monthDay, dueBy: monthDay, levels: z.array(z.enum(INSPECTION_LEVELS)).min(1) })
    .refine(({ from, dueBy }) => from <= dueBy, { error: 'from up to dueBy' })
    .exactOptional(),
  /** The yearly calendar of seedlings: days by planting window, provenance by species. */
  seedlings: z
    .strictObject({
      demandBy: monthDay,
      orderBy: z.record(z.string(), monthDay),
      provenance: z.strictObject({ usual: bilingual, of: z.record(z.string(), bilingual) }),
    })
    .exactOptional(),
});

export const policySchema = z.strictObject({
  policy: z.string().regex(/^[a-z0-9-]+$/, { error: 'a name of a–z, 0–9 and -' }),
  version: z
    .string({ error: "a quoted version, e.g. '1.0.0'" })
    .regex(/^\d+\.\d+\.\d+$/, { error: "a quoted version, e.g. '1.0.0'" }),
  validFrom: isoDate,
  timeZone,
  areaUnit: z.enum(AREA_UNITS).optional(),
  title: bilingual,
  counties: z.record(z.string(), county),
  species: z.record(z.string(), species),
  standard: z
    .record(z.string(), z.strictObject({ usual: z.number(), least: z.number(), most: z.number() }))
    .default({}),
  let: z.record(z.string(), z.array(letRow).min(1)),
  calendar: z.record(z.string(), z.object({ work: z.string() }).catchall(z.union([window, z.string()]))),
  bars: z.array(z.strictObject({ work: z.string(), from: monthDay, to: monthDay })),
  seasons: z.record(z.string(), z.strictObject({ starts: monthDay, countsIfBy: monthDay, ends: monthDay.optional() })),
  readings: z.strictObject({ names, field: z.string(), pay: z.string() }),
  lines: z.record(z.string(), z.union([threshold, reference, z.record(z.string(), threshold)])),
  limits: z.strictObject({
    liveCapFactor: z.number().min(1),
    reserveShare: z.number().positive().max(1).exactOptional(),
    arrearsDays: z.number().int().min(0),
    ladderFrom: z.literal('opening').exactOptional(),
    gateAskDays: z.number().int().min(1),
    letterHour: z.number().int().min(0).max(23),
  }),
  damage: z.strictObject({
    damaged: consequences,
    lost: consequences,
    certified: z.array(z.enum(DAMAGE_CAUSES)).min(1).exactOptional(),
    evenly: z.literal(true).exactOptional(),
  }),
  /** The supervisor's visit after a planting. */
  acceptance: z.strictObject({ line: z.number().positive().max(1), raise: z.string() }).optional(),
  /** How a stand begins that was not planted. */
  starts: z.partialRecord(z.enum(STARTS), consequences).default({}),
  /** Deaths in blocks: of checks that ask for it, a pass where one of these holds is one with blocks. */
  blocks: z.strictObject({ any: guards, as: z.string(), verdict: z.string().min(1), raise: z.string() }).optional(),
  /**
   * Layout of a coppice: at most one part in so many a year, growing seasons until a strip counts as cover again, and the
   * share of the area that is left standing when a round is over.
   */
  strips: z
    .strictObject({
      oneIn: z.union([z.number().int().min(1), reference]),
      seasons: z.number().int().min(1),
      rest: z.number().positive().max(1),
    })
    .optional(),
  papers: z.record(camelCase, z.array(z.enum(Object.keys(PAPERS) as [Paper, ...Paper[]])).min(1)).default({}),
  stockFromOutside: consequences.default([]),
  firePeriods: z.strictObject({ fire: window, high: window }).optional(),
  /** Duties that may go on by permit where an order bars all field work. */
  fieldPermits: names.optional(),
  missedSteps: z.strictObject({ first: z.number().int(), again: z.number().int() }),
  do: z.record(z.string(), consequences),
  judgements: z.record(
    z.string(),
    z.strictObject({
      only,
      with: z.string().optional(),
      measure: z.enum(MEASURES).optional(),
      bands: z.array(band).min(1),
    }),
  ),
  duties: z.record(camelCase, duty),
  /** How a planting is paid for, by the result of its checks; the first scheme is the usual one. */
  payments: z.record(camelCase, paymentScheme).default({}),
  registers: registers.default({}),
  ladder: z.array(
    z.strictObject({
      step: z.number().int().min(0),
      code: z.string().min(1),
      afterDays: z.number().int(),
      receivers: names,
      replyWorkDays: z.number().int().min(1).optional(),
    }),
  ),
  workingDays: z.strictObject({
    weekend: z.array(z.number().int().min(1).max(7)),
    everyYear: z.array(monthDay),
    coveredYears: z.array(z.number().int()),
    holidays: z.array(z.tuple([isoDate, isoDate])),
    makeUp: z.array(isoDate),
  }),
  cite: z.record(
    z.string(),
    z.strictObject({ clause: z.string().min(1), mark: z.enum(MARKS), unit: z.string().optional() }),
  ),
});

export type Policy = z.infer<typeof policySchema>;
export type PolicyConsequence = z.infer<typeof consequence>;
