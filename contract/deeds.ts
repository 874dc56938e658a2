/**
 * Deeds: the activities of a stand, one a turn. A deed writes its whole turn in one transaction;
 * its name says the turn's main effect to an operator who reads the history.
 */
import type { IsoDate, IsoInstant } from '../domain/day.ts';
import type { DeedFinding } from '../domain/stand/command.ts';
import type { StandEvent } from '../domain/stand/event.ts';

/** One turn: a command or a due instant, and the events that followed. */
export interface Turn {
  readonly lifeId: string;
  /** 1, 2, 3 … within the life; with `lifeId` the key that makes a repeat harmless. */
  readonly turn: number;
  /** Sequence number of the first event. */
  readonly firstSeq: number;
  /** Workflow time: neither SQL nor an activity decides what day it is. */
  readonly at: IsoInstant;
  readonly on: IsoDate;
  readonly deed: DeedName;
  /** The duty that a dispatch or an escalation speaks of; gates are asked for it. */
  readonly dutyId?: string;
  readonly events: readonly StandEvent[];
  /** Next day on which time alone makes something happen, after this turn. */
  readonly nextDueOn?: IsoDate;
}

export const DEED_NAMES = [
  'registerStand',
  'dispatchTask',
  'escalateTask',
  'redateTask',
  'recordSurvey',
  'recordWork',
  'rescheduleTask',
  'recordFinding',
  'recordDamage',
  'waiveTask',
  'shiftCheck',
  'fileReport',
  'passDeadline',
  'reviewBan',
  'lapseTask',
  'releaseTask',
  'suspendStand',
  'resumeStand',
  'closeStand',
  'settleFollowUp',
  'adoptPolicy',
  'splitStand',
  'changeBoundary',
  'mergeStand',
  'absorbStand',
  'protectStand',
] as const;
export type DeedName = (typeof DEED_NAMES)[number];

export type Deeds = { readonly [name in DeedName]: (turn: Turn) => Promise<DeedFinding> };

/** What a round of the delivery says of itself while it works. */
export interface DeliveryBeat {
  readonly delivered: number;
  /** The worker's own clock, so that a skew is seen. */
  readonly at: IsoInstant;
}

/** The delivery workflow's only activity; no deed, for it talks to Temporal. */
export interface Deliveries {
  /** Hands on messages for up to ten minutes, heartbeating; returns how many. */
  deliverWorkflowMessages(input: {
    readonly at: IsoInstant;
    readonly taskQueue: string;
  }): Promise<{ readonly delivered: number }>;
}
