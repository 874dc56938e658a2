/** The command that a foretold report becomes on its day. */
import type { IsoDate } from '../day.ts';
import type { SentCommand, SubmitSurvey, SubmitWork } from './command.ts';
import { findDuty, findPart, partOf, specOf } from './duties.ts';
import { fellingBrought } from './felling.ts';
import { papersBrought } from './papers.ts';
import { mixBrought } from './planted-mix.ts';
import { crownsAndStems } from './rates.ts';
import type { ForetoldDeed, ForetoldSurvey, ForetoldWork, Points, RegimeFor } from './foretold.ts';
import type { Duty, StandState } from './state.ts';
import { stripsBrought } from './strips.ts';

/** What a command needs to know of the world. */
export interface Telling {
  readonly state: StandState;
  /** Sender and id, the same whenever the same life is walked again. */
  readonly commandId: string;
  readonly on: IsoDate;
  readonly regimeFor: RegimeFor;
}

/** Sender of everything foretold. */
const BY = 'foretold';

export function commandOf(deed: ForetoldDeed, telling: Telling): SentCommand {
  const sent = { commandId: telling.commandId, digest: telling.commandId, by: BY };
  switch (deed.verb) {
    case 'survey':
      return { type: 'submitSurvey', ...surveyOf(deed, telling), ...sent };
    case 'work':
      return workOf(deed, sent, telling);
    case 'damage': {
      const { verb: _, ...damage } = deed;
      return { type: 'reportDamage', seenOn: telling.on, ...sent, ...damage };
    }
    case 'waive':
    case 'reschedule':
    case 'suspend':
    case 'close':
    case 'resume': {
      const { verb, ...rest } = deed;
      return { type: verb, ...sent, ...rest } as SentCommand;
    }
  }
}

type Body<C extends SentCommand> = Omit<C, 'type' | 'commandId' | 'digest' | 'by'>;

function surveyOf(deed: ForetoldSurvey, { state, commandId, on }: Telling): Body<SubmitSurvey> {
  const { live, designed, planted, naturals, deadPatchM2, dutyId, partId } = deed;
  const duty = dutyId === undefined ? undefined : findDuty(state, dutyId);
  const part = partId === undefined ? duty && partOf(state, duty) : findPart(state, partId);
  const design = designed ?? (part ?? state.parts[0])?.designedPoints ?? state.seed.planting.designedPoints;
  return {
    surveyId: commandId,
    capturedOn: on,
    plots: 0,
    counts: {
      ...(live !== undefined && { livePoints: pointsOf(live, design) }),
      ...crownsAndStems(deed),
      ...(naturals !== undefined && { naturals }),
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

function workOf(
  { dutyId, points, option, declarant, design }: ForetoldWork,
  sent: Pick<SubmitWork, 'commandId' | 'digest' | 'by'>,
  telling: Telling,
): SubmitWork {
  const duty = findDuty(telling.state, dutyId);
  const work = { type: 'submitWork' as const, dutyId, doneOn: telling.on, ...sent };
  const planted = duty && plantingOf(duty, points, design, telling);
  const papers =
    duty &&
    papersBrought(telling.state, duty, { on: telling.on, points: planted?.points ?? planted?.planting?.plantedPoints });
  const strips = duty && stripsBrought(telling.state, duty);
  const felling = duty && fellingBrought(specOf(telling.state, duty));
  if (
    option === undefined &&
    declarant === undefined &&
    planted === undefined &&
    papers === undefined &&
    !strips &&
    !felling
  )
    return work;
  return {
    ...work,
    ...(papers && { papers }),
    ...(strips && { strips }),
    ...(felling && { felling }),
    ...(option !== undefined && { option }),
    ...(declarant !== undefined && { declarant }),
    ...planted,
  };
}

function plantingOf(
  duty: Duty,
  points: Points | undefined,
  design: ForetoldWork['design'],
  { state, on, regimeFor }: Telling,
): Partial<Body<SubmitWork>> | undefined {
  const { kind, newDesign } = specOf(state, duty);
  if (kind !== 'planting') return undefined;
  const part = partOf(state, duty);
  if (!newDesign) {
    const wanted = points ?? duty.needs?.seedlings;
    if (wanted === undefined) return undefined;
    const told = pointsOf(wanted, part.designedPoints);
    return { points: told, ...mixBrought(duty, told) };
  }
  const designedPoints = design?.designedPoints ?? part.designedPoints;
  const { species, nurseryYears } = part;
  const before = { species, plantedPoints: designedPoints, ...(nurseryYears !== undefined && { nurseryYears }) };
  const planting = { ...before, ...design, designedPoints, plantedOn: on };
  return { planting, regime: regimeFor(planting) };
}
