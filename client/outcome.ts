/** How a command, a signal or a look ended for who sent it. */
import type { Refusal } from '../domain/errors.ts';
import type { Answer } from '../domain/stand/reported.ts';

/** A rule said no; nothing was changed and sending it again would not help. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

/** Something was away. Sending the same command with the same id again is always safe. */
export interface Outage {
  readonly kind: 'outage';
  readonly what: 'database' | 'Temporal' | 'worker';
  readonly met: string;
}

export interface Answered {
  readonly kind: 'answered';
  readonly answer: Answer;
  /** Whether the row in PostgreSQL already shows it; else it is accepted and being recorded. */
  readonly recorded: boolean;
  /** The decider failed on this command; it is kept, and an operator is called. */
  readonly parked?: string;
}

export type Outcome = Answered | Refused | Outage;

/** A signal is taken even while no worker runs; what it does comes later. */
export type Told = { readonly kind: 'told' } | Refused | Outage;

export type Seen<T> = { readonly kind: 'seen'; readonly seen: T } | Refused | Outage;
