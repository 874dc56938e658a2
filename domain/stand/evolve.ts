/**
 * The next state after an event. Total: it never throws, and an event that finds nothing to change
 * changes nothing, so every log ever written still folds.
 */
import type { IsoDate } from '../day.ts';
import { codeOf, isActive, isReadLower } from './duties.ts';
import type { StandEvent } from './event.ts';
import { adopted, followedRules } from './evolve-adopted.ts';
import { firstPart, isFirstAnchor, replanned } from './evolve-planting.ts';
import { overruled, withResult, withoutResult } from './evolve-result.ts';
import { absorbed, withBoundary } from './evolve-land.ts';
import { split } from './evolve-split.ts';
import { remember } from './seen.ts';
import { withStrips } from './strips.ts';
import type { CutStrips, Duty, Part, StandState } from './state.ts';

type Handlers = {
  readonly [T in StandEvent['type']]: (
    state: StandState,
    event: Extract<StandEvent, { type: T }>,
    on: IsoDate,
  ) => StandState;
};

/** @param on - local day of the turn the event belongs to */
export function evolve(state: StandState, event: StandEvent, on: IsoDate): StandState {
  const handler = HANDLERS[event.type] as ((s: StandState, e: StandEvent, on: IsoDate) => StandState) | undefined;
  return handler === undefined ? state : handler(state, event, on);
}

const HANDLERS: Handlers = {
  StandPlanted: (state, { seed }) => ({ ...state, stage: 'PLANTED', parts: [firstPart(seed)] }),
  AnchorSet: (state, { partId, anchor, on, keeps }) =>
    pruned(
      withPart(state, partId, (part) => ({
        ...part,
        round: isFirstAnchor(state, part) ? part.round : part.round + 1,
        anchors: changed(part.anchors, { [anchor]: on }),
      })),
      keeps,
    ),
  Counted: (state, { partId, counter }) =>
    withPart(state, partId, (part) => ({
      ...part,
      counts: changed(part.counts, { [counter]: (part.counts[counter] ?? 0) + 1 }),
    })),
  StageEntered: (state, { partId, stage }) => withStage(withPart(state, partId, (part) => ({ ...part, stage }))),
  DutyRaised: (state, event, on) => ({
    ...state,
    duties: [...state.duties.filter((duty) => duty.id !== event.dutyId), raisedBy(event, on)],
  }),
  DutyOpened: (state, { dutyId, taskNo }, on) =>
    withDuty(state, dutyId, (duty) =>
      changed(without(duty, 'heldUntil'), {
        state: 'open',
        task: { n: taskNo, state: 'dispatched', dispatchedOn: on },
      }),
    ),
  DutyHeld: (state, { dutyId, until, dueOn }) =>
    withDuty(state, dutyId, (duty) => changed(duty, { state: 'planned', heldUntil: until, dueOn })),
  DutyExcused: (state, { dutyId, days, barredUntil }) =>
    withDuty(state, dutyId, (duty) => ({ ...duty, excused: days, ...(barredUntil && { barredUntil }) })),
  StepReached: (state, { dutyId, step, issuedOn }) =>
    withDuty(state, dutyId, (duty) =>
      changed(duty, {
        // A passed deadline sends its letter and stays closed.
        state: step > 0 && isActive(duty) ? 'overdue' : duty.state,
        step,
        stepIssuedOn: issuedOn,
      }),
    ),
  StepsTakenBack: (state, { dutyId, steps }) =>
    withDuty(state, dutyId, ({ stepIssuedOn: _, ...duty }) => ({
      ...duty,
      state: 'open',
      step: Math.min(...steps) - 1,
    })),
  WindowMissed: (state, { type: _, dutyId, ...next }) =>
    withDuty(state, dutyId, ({ step: _s, stepIssuedOn: _i, excused: _e, barredUntil: _b, ...duty }) => ({
      ...duty,
      ...next,
      missedWindow: { opensOn: duty.opensOn, dueOn: duty.dueOn },
      state: 'planned',
      ...(duty.task && { task: { ...duty.task, state: 'missed' } }),
    })),
  MissExcused: (state, { dutyId, misses }) =>
    withDuty(state, dutyId, ({ misses: _, ...duty }) => ({ ...duty, ...(misses > 0 && { misses }) })),
  DutyRescheduled: (state, { dutyId, opensOn, dueOn, needs }) =>
    withDuty(state, dutyId, (duty) => ({
      ...duty,
      opensOn,
      dueOn,
      ...(needs && { needs }),
      // Moved to a later window, the task is called back and handed out again when that one opens.
      ...(opensOn > duty.opensOn && { state: 'planned' }),
      ...(opensOn > duty.opensOn && duty.task && { task: { ...duty.task, state: 'withdrawn' } }),
    })),
  DutyDone: (state, { dutyId, by, sender }, on) =>
    withDuty(state, dutyId, (duty) => closed(duty, 'done', by, on, sender)),
  DutyWithdrawn: (state, { dutyId, by, undone }, on) =>
    withDuty(state, dutyId, (duty) => {
      const withdrawn = closed(duty, 'withdrawn', by, on);
      return undone === undefined ? withdrawn : { ...withdrawn, undone };
    }),
  DutyLeft: (state, { dutyId, partId, by }) =>
    withDuty(state, dutyId, (duty) => ({
      ...duty,
      parts: duty.parts.filter((id) => id !== partId),
      left: [...(duty.left ?? []), { partId, by }],
    })),
  DutyJoined: (state, { dutyId, partId }) =>
    withDuty(state, dutyId, (duty) => ({
      ...duty,
      parts: [...duty.parts, partId],
      left: (duty.left ?? []).filter((left) => left.partId !== partId),
    })),
  // Its task was called back; it is handed out again when its window opens, or at once where that is open.
  DutyReopened: (state, { dutyId }) =>
    withDuty(state, dutyId, ({ closedOn: _on, closedBy: _by, closedSender: _sender, ...duty }) => ({
      ...duty,
      state: 'planned',
    })),
  DutyShifted: (state, { dutyId, opensOn, dueOn }) =>
    withDuty(state, dutyId, (duty) => changed(duty, { opensOn, dueOn, shifted: true })),
  DutySatisfied: (state, { dutyId, by }, on) => withDuty(state, dutyId, (duty) => closed(duty, 'satisfied', by, on)),
  DutyWaived: (state, { dutyId, by, sender }, on) =>
    withDuty(state, dutyId, (duty) => closed(duty, 'satisfied', by, on, sender)),
  LineWaived: (state, { dutyId, sender: by }, on) => ({
    ...state,
    parts: state.parts.map((part) => ({
      ...part,
      verdicts: part.verdicts.map((record) =>
        record.dutyId === dutyId && isReadLower(state, part, record) ? { ...record, lineWaived: { on, by } } : record,
      ),
    })),
  }),
  PapersWaived: (state, { dutyId, sender: by }, on) =>
    withDuty(state, dutyId, (duty) => changed(duty, { papersWaived: { on, by } })),
  DutyReleased: (state, { dutyId, dueOn }) =>
    withDuty(state, dutyId, ({ heldUntil: _, ...duty }) => ({ ...duty, dueOn })),
  BanReviewed: (state, { dutyId, againOn }) =>
    withDuty(state, dutyId, (duty) => changed(duty, { dueOn: againOn, reviewed: true })),
  ReportFiled: (state, { dutyId }, on) => withDuty(state, dutyId, (duty) => closed(duty, 'done', 'time', on)),
  DeadlinePassed: (state, { dutyId }, on) => withDuty(state, dutyId, (duty) => closed(duty, 'missed', 'time', on)),
  DutyLapsed: (state, { dutyId }, on) => withDuty(state, dutyId, (duty) => closed(duty, 'lapsed', 'time', on)),
  SurveyRecorded: (state) => state,
  VerdictGiven: (state, { type: _, partId, partLivePoints, because: _because, overrules, ...verdict }, on) =>
    withPart(state, partId, (part) => {
      const before =
        overrules === undefined ? undefined : part.verdicts.findLast(({ surveyId }) => surveyId === overrules);
      const code = codeOf(state, before ?? verdict);
      return {
        ...part,
        ...(partLivePoints !== undefined && verdict.passedBy === undefined && { livePoints: partLivePoints }),
        verdicts: withResult(
          overrules === undefined ? part.verdicts : overruled(part.verdicts, overrules, verdict.surveyId),
          { code, round: before?.round ?? part.round, on, ...verdict },
        ),
      };
    }),
  ResultOverruled: (state, event) => withStage(withPart(state, event.partId, (part) => withoutResult(part, event))),
  FollowUpRaised: (state, { type: _, ...followUp }, on) => ({
    ...state,
    followUps: [...(state.followUps ?? []), { ...followUp, raisedOn: on }],
  }),
  FollowUpSettled: (state, { followUpId, sender }, on) => ({
    ...state,
    followUps: (state.followUps ?? []).map((followUp) =>
      followUp.id === followUpId ? { ...followUp, settledOn: on, settledBy: sender } : followUp,
    ),
  }),
  JudgementGiven: (state, { partId, code, verdict, surveyId, capturedOn }, on) => {
    const second = { verdict, on, ...(capturedOn !== undefined && { visit: { surveyId, capturedOn } }) };
    return withPart(state, partId, (part) => changed(part, { judgements: { ...part.judgements, [code]: second } }));
  },
  WorkRecorded: (before, { dutyId, partId, doneOn, points, bySpecies, unit, strips }) => {
    const state = strips === undefined ? before : withCut(before, { dutyId, partId, strips });
    const replaced =
      points === undefined
        ? state
        : withPart(state, partId, (part) => ({
            ...part,
            replaced: [...part.replaced, { on: doneOn, points, ...(bySpecies && { bySpecies }) }],
          }));
    return unit === undefined ? replaced : withUnit(replaced, { dutyId, partId, unit });
  },
  Reestablished: (state, { partId, planting, regimeKey, regime }) => {
    const { parts } = withPart(state, partId, (part) => replanned(state.seed, part, { planting, regimeKey }));
    // Rules that no part follows any more are left behind: every run's input carries them.
    const followed = followedRules(parts);
    const kept = Object.entries({ ...state.regimes, [regimeKey]: regime }).filter(([key]) => followed.has(key));
    return { ...state, parts, regimes: Object.fromEntries(kept) };
  },
  DamageReported: (state) => state,
  AreaCertified: (state, { type: _, partId, ...certified }) =>
    withPart(state, partId, (part) => changed(part, { certified: [...(part.certified ?? []), certified] })),
  PartSplit: split,
  PolicyAdopted: adopted,
  Rebased: (_, { state }) => state,
  ProtectionSet: ({ protection: _, ...state }, { flags }) => ({
    ...state,
    ...(flags.length > 0 && { protection: flags }),
  }),
  StandSuspended: (state, _, on) => ({ ...state, suspendedOn: on }),
  StandResumed: ({ suspendedOn: _, ...state }, { moved }) => ({
    ...state,
    duties: state.duties.map((duty) => {
      const to = moved.find(({ dutyId }) => dutyId === duty.id);
      return to === undefined ? duty : movedTo(duty, to);
    }),
  }),
  StandClosed: (state, _, on) => ({ ...state, stage: 'CLOSED', closedOn: on }),
  StandInherited: ({ seed: { inherits: _, ...seed }, ...state }, { inherited }) =>
    withStage({ ...state, seed, ...inherited }),
  BoundaryChanged: (state, event) => withPart(state, event.partId, (part) => withBoundary(part, event)),
  StandMerged: (state, { into: { lifeId, standId } }) => ({
    ...state,
    movedTo: { how: 'MERGED', stands: [{ lifeId, standId }] },
  }),
  StandAbsorbed: (state, { inherited }) => withStage(absorbed(state, inherited)),
  StandSplit: (state, { children }) => ({
    ...state,
    movedTo: { how: 'SPLIT', stands: children.map(({ lifeId, standId }) => ({ lifeId, standId })) },
  }),
  CommandAnswered: (state, { commandId, digest, answer }, on) => ({
    ...state,
    seen: remember(state.seen, { id: commandId, digest, on, answer }),
  }),
};

function raisedBy(event: Extract<StandEvent, { type: 'DutyRaised' }>, on: IsoDate): Duty {
  const { dutyId: id, code, parts, round, n, cause, inForce, opensOn, dueOn, needs } = event;
  const state = inForce ? 'open' : 'planned';
  const duty: Writable<Duty> = { id, code, parts, round, cause, raisedOn: on, opensOn, dueOn, state };
  if (n !== undefined) duty.n = n;
  if (needs !== undefined) duty.needs = needs;
  return duty;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A copy with fields changed or added. On Node 20 a field added to a spread copy costs a microsecond: five such copies. */
function changed<T extends object>(of: T, to: Partial<T>): T {
  return Object.assign({}, of, to);
}

/** Copying all fields but some is dear, and most objects have none of them. */
function without<T extends object, K extends keyof T>(of: T, key: K): Omit<T, K> {
  if (!(key in of)) return of;
  const { [key]: _, ...rest } = of;
  return rest;
}

/** A coppice that parts share cuts the same share of each. */
function withCut(
  state: StandState,
  { dutyId, partId, strips }: { readonly dutyId: string; readonly partId: string; readonly strips: CutStrips },
): StandState {
  return partsOf(state, dutyId, partId).reduce(
    (after, id) => withPart(after, id, (part) => withStrips(part, strips)),
    state,
  );
}

/** Parts that a work was done on. */
function partsOf({ duties }: StandState, dutyId: string, partId: string): readonly string[] {
  return duties.find(({ id }) => id === dutyId)?.parts ?? [partId];
}

/** A unit that works on a part does not judge it any more; a work that parts share is done on all of them. */
function withUnit(
  state: StandState,
  { dutyId, partId, unit }: { readonly dutyId: string; readonly partId: string; readonly unit: string },
): StandState {
  return partsOf(state, dutyId, partId).reduce(
    (after, id) => withPart(after, id, (part) => ({ ...part, units: [...new Set([...(part.units ?? []), unit])] })),
    state,
  );
}

/** Moved to a window still to come, the task is called back and handed out again when that opens. */
function movedTo(duty: Duty, { opensOn, dueOn }: { readonly opensOn: IsoDate; readonly dueOn: IsoDate }): Duty {
  if (opensOn <= duty.opensOn) return { ...duty, opensOn, dueOn };
  return {
    ...duty,
    opensOn,
    dueOn,
    state: 'planned',
    ...(duty.task && { task: { ...duty.task, state: 'withdrawn' } }),
  };
}

const TASK_STATES = {
  done: 'accepted',
  withdrawn: 'withdrawn',
  satisfied: 'withdrawn',
  lapsed: 'missed',
  missed: 'missed',
} as const;

function closed(duty: Duty, state: keyof typeof TASK_STATES, by: string, on: IsoDate, sender?: string): Duty {
  return changed(duty, {
    state,
    closedOn: on,
    closedBy: by,
    ...(sender !== undefined && { closedSender: sender }),
    ...(duty.task && { task: { ...duty.task, state: TASK_STATES[state] } }),
  });
}

function withPart(state: StandState, partId: string, change: (part: Part) => Part): StandState {
  return { ...state, parts: state.parts.map((part) => (part.id === partId ? change(part) : part)) };
}

function withDuty(state: StandState, dutyId: string, change: (duty: Duty) => Duty): StandState {
  return { ...state, duties: state.duties.map((duty) => (duty.id === dutyId ? change(duty) : duty)) };
}

function withStage(state: StandState): StandState {
  const stages = new Set(state.parts.map((part) => part.stage));
  return { ...state, stage: stages.size === 1 ? [...stages][0]! : 'MIXED' };
}

/** Closed duties older than the round before the present one answer no question any more, but those that are named. */
function pruned(state: StandState, keeps: readonly string[] = []): StandState {
  const oldest = Math.min(...state.parts.map((part) => part.round)) - 1;
  const stays = (duty: Duty) => isActive(duty) || duty.round >= oldest || keeps.includes(duty.id);
  return { ...state, duties: state.duties.filter(stays) };
}
