/** What people are foretold to report, and the command each report becomes on its day. */
import type { IsoDate } from '../day.ts';
import type { Regime } from '../policy/regime.ts';
import type { DamageCause, Hits, SentCommand, SubmitSurvey, SubmitWork } from './command.ts';
import { findDuty, findPart, partOf, specOf } from './duties.ts';
import type { Duty, Planting, StandState } from './state.ts';

/** A number of points, or a share of the design as a ratio of whole numbers, e.g. `[85, 100]`. */
export type Points = number | { readonly share: readonly [number, number] };

export interface ForetoldSurvey {
  readonly verb: 'survey';
  readonly live?: Points;
  readonly closure?: Hits;
  readonly cover?: Hits;
  readonly designed?: number;
  readonly planted?: number;
  readonly deadPatchM2?: number;
  readonly dutyId?: string;
  readonly partId?: string;
}

export interface ForetoldWork {
  readonly verb: 'work';
  readonly dutyId: string;
  /** Absent = as many as the duty needs. */
  readonly points?: Points;
  readonly option?: string;
  /** What changes with a new design; what is absent stays as it was. */
  readonly design?: Partial<Omit<Planting, 'plantedOn'>>;
}

export type ForetoldDeed =
  | ForetoldSurvey
  | ForetoldWork
  | { readonly verb: 'damage'; readonly cause: DamageCause; readonly lostM2: number; readonly partId?: string }
  | { readonly verb: 'waive'; readonly dutyId: string; readonly reason: string }
  | { readonly verb: 'reschedule'; readonly dutyId: string; readonly dueOn: IsoDate; readonly reason: string }
  | { readonly verb: 'suspend' | 'close'; readonly reason: string }
  | { readonly verb: 'resume' };

/** One report on its day. */
export interface Foretold {
  /** Day of the count, the work or the damage in the field. */
  readonly on: IsoDate;
  /** Day on which it is received, where that is later. */
  readonly receivedOn?: IsoDate;
  readonly deed: ForetoldDeed;
}

/** What happens otherwise: every duty of that code is answered on the n-th day of its window. */
export interface Habit {
  readonly code: string;
  readonly day: number;
  /** Only windows that open after this day; of several habits of one code the latest such day counts. */
  readonly after?: IsoDate;
  readonly deed: ForetoldSurvey | Omit<ForetoldWork, 'dutyId'>;
}

/** Everything foretold about a life; the order of the lists says nothing. */
export interface Outcomes {
  readonly foretold: readonly Foretold[];
  readonly habits: readonly Habit[];
  /** Days on which nobody reports anything: from such a day, or from the first, for so many days. */
  readonly delays: readonly { readonly from?: IsoDate; readonly days: number }[];
}

export type RegimeFor = (planting: Planting) => Regime;

/** What a command needs to know of the world. */
export interface Telling {
  readonly state: StandState;
  /** Sender and id, the same whenever the same life is walked again. */
  readonly commandId: string;
  readonly on: IsoDate;
  /** The rules of a new design, of its own planting day. */
  readonly regimeFor: RegimeFor;
}

/** Sender of everything foretold. */
const BY = 'foretold';

export function commandOf(deed: ForetoldDeed, telling: Telling): SentCommand {
  const sent = { commandId: telling.commandId, digest: telling.commandId, by: BY };
  switch (deed.verb) {
    case 'survey':
      return { ...sent, type: 'submitSurvey', ...surveyOf(deed, telling) };
    case 'work':
      return { ...sent, type: 'submitWork', ...workOf(deed, telling) };
    case 'damage': {
      const { verb: _, ...damage } = deed;
      return { ...sent, type: 'reportDamage', seenOn: telling.on, ...damage };
    }
    case 'waive':
    case 'reschedule':
    case 'suspend':
    case 'close':
    case 'resume': {
      const { verb, ...rest } = deed;
      return { ...sent, type: verb, ...rest } as SentCommand;
    }
  }
}

type Body<C extends SentCommand> = Omit<C, 'type' | 'commandId' | 'digest' | 'by'>;

function surveyOf(deed: ForetoldSurvey, { state, commandId, on }: Telling): Body<SubmitSurvey> {
  const { live, designed, planted, closure, cover, deadPatchM2, dutyId, partId } = deed;
  const duty = dutyId === undefined ? undefined : findDuty(state, dutyId);
  const part = partId === undefined ? duty && partOf(state, duty) : findPart(state, partId);
  const design = designed ?? (part ?? state.parts[0])?.designedPoints ?? state.seed.planting.designedPoints;
  return {
    surveyId: commandId,
    capturedOn: on,
    plots: 0,
    counts: {
      ...(live !== undefined && { livePoints: pointsOf(live, design) }),
      ...(closure && { closure }),
      ...(cover && { cover }),
      ...(designed !== undefined && { designedPoints: designed }),
      ...(planted !== undefined && { plantedPoints: planted }),
      ...(deadPatchM2 !== undefined && { largestDeadPatchM2: deadPatchM2 }),
    },
    ...(dutyId !== undefined && { dutyId }),
    ...(partId !== undefined && { partId }),
  };
}

/** A share is rounded up, so that 0.85 of any design stands at the line of 0.85 and not below it. */
function pointsOf(points: Points, design: number): number {
  if (typeof points === 'number') return points;
  const [counted, of] = points.share;
  return Math.ceil((design * counted) / of);
}

function workOf({ dutyId, points, option, design }: ForetoldWork, telling: Telling): Body<SubmitWork> {
  const duty = findDuty(telling.state, dutyId);
  return {
    dutyId,
    doneOn: telling.on,
    ...(option !== undefined && { option }),
    ...(duty && plantingOf(duty, points, design, telling)),
  };
}

function plantingOf(
  duty: Duty,
  points: Points | undefined,
  design: ForetoldWork['design'],
  { state, on, regimeFor }: Telling,
): Partial<Body<SubmitWork>> {
  const { kind, newDesign } = specOf(state, duty);
  const part = partOf(state, duty);
  if (kind !== 'planting') return {};
  if (!newDesign) {
    const wanted = points ?? duty.needs?.seedlings;
    return wanted === undefined ? {} : { points: pointsOf(wanted, part.designedPoints) };
  }
  const designedPoints = design?.designedPoints ?? part.designedPoints;
  const { species, nurseryYears } = part;
  const before = { species, plantedPoints: designedPoints, ...(nurseryYears !== undefined && { nurseryYears }) };
  const planting = { ...before, ...design, designedPoints, plantedOn: on };
  return { planting, regime: regimeFor(planting) };
}
