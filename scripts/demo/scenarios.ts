/**
 * Three golden lives. Days are written with `Y` for the planting year: the server's clock can only be skipped
 * forward, so the scenarios of 2026 are lived in the first year whose spring is still to come.
 */
import { localDay } from '../../domain/calendar.ts';
import { yearOf } from '../../domain/day.ts';
import type { StandEventType } from '../../domain/stand/event.ts';

export interface DemoSurvey {
  readonly on: string;
  readonly live: number;
}

export interface DemoWork {
  readonly on: string;
  readonly dutyId: string;
  /** Points replanted; absent = a new design is planted. */
  readonly points?: number;
}

/** Facts one event must have, on that day. */
export interface Expected {
  readonly on: string;
  readonly type: StandEventType;
  readonly with: Readonly<Record<string, unknown>>;
}

export interface Scenario {
  readonly name: string;
  readonly standNo: string;
  readonly title: string;
  readonly plantedOn: string;
  readonly designed: number;
  readonly steps: readonly (DemoSurvey | DemoWork)[];
  readonly expected: readonly Expected[];
  readonly stage: string;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'S2',
    standNo: '0002',
    title: '850 of 1,000 live in the east: at the line, it passes',
    plantedOn: 'Y-04-10',
    designed: 1000,
    steps: [{ on: 'Y-09-25', live: 850 }],
    expected: [
      { on: 'Y-04-10', type: 'DutyRaised', with: { dutyId: 'survivalCheck-0', opensOn: 'Y-09-01', dueOn: 'Y-10-31' } },
      { on: 'Y-09-01', type: 'DutyOpened', with: { dutyId: 'survivalCheck-0' } },
      { on: 'Y-09-25', type: 'VerdictGiven', with: { verdict: 'PASS', livePoints: 850, basePoints: 1000 } },
      { on: 'Y-09-25', type: 'StageEntered', with: { stage: 'UNESTABLISHED' } },
    ],
    stage: 'UNESTABLISHED',
  },
  {
    name: 'S3',
    standNo: '0003',
    title: '1,699 of 2,000 live: one round of replanting',
    plantedOn: 'Y-04-05',
    designed: 2000,
    steps: [
      { on: 'Y-09-25', live: 1699 },
      { on: 'Y+1-04-02', dutyId: 'replant-0', points: 301 },
      { on: 'Y+1-09-20', live: 1800 },
    ],
    expected: [
      { on: 'Y-09-01', type: 'DutyOpened', with: { dutyId: 'survivalCheck-0' } },
      { on: 'Y-09-25', type: 'VerdictGiven', with: { verdict: 'REPLANT', livePoints: 1699, basePoints: 2000 } },
      {
        on: 'Y-09-25',
        type: 'DutyRaised',
        with: { dutyId: 'replant-0', opensOn: 'Y+1-03-20', dueOn: 'Y+1-04-30', needs: { seedlings: 301, stockAge: 3 } },
      },
      { on: 'Y+1-03-20', type: 'DutyOpened', with: { dutyId: 'replant-0' } },
      { on: 'Y+1-04-02', type: 'WorkRecorded', with: { dutyId: 'replant-0', points: 301, doneOn: 'Y+1-04-02' } },
      {
        on: 'Y+1-04-02',
        type: 'DutyRaised',
        with: { dutyId: 'survivalCheck-1', opensOn: 'Y+1-09-01', dueOn: 'Y+1-10-31' },
      },
      { on: 'Y+1-09-20', type: 'VerdictGiven', with: { verdict: 'PASS', livePoints: 1800 } },
    ],
    stage: 'UNESTABLISHED',
  },
  {
    name: 'S6',
    standNo: '0006',
    title: '700 of 2,000 live: below 41 %, established anew',
    plantedOn: 'Y-04-10',
    designed: 2000,
    steps: [
      { on: 'Y-09-25', live: 700 },
      { on: 'Y+1-04-08', dutyId: 'reestablish-0' },
      { on: 'Y+1-09-25', live: 1900 },
    ],
    expected: [
      { on: 'Y-09-25', type: 'VerdictGiven', with: { verdict: 'FAILED', livePoints: 700, basePoints: 2000 } },
      { on: 'Y-09-25', type: 'StageEntered', with: { stage: 'FAILED' } },
      {
        on: 'Y-09-25',
        type: 'DutyRaised',
        with: { dutyId: 'reestablish-0', opensOn: 'Y+1-03-20', dueOn: 'Y+1-04-30' },
      },
      { on: 'Y+1-04-08', type: 'AnchorSet', with: { anchor: 'planted', on: 'Y+1-04-08' } },
      {
        on: 'Y+1-04-08',
        type: 'DutyRaised',
        with: { dutyId: 'survivalCheck-1', opensOn: 'Y+1-09-01', dueOn: 'Y+1-10-31' },
      },
      { on: 'Y+1-09-25', type: 'VerdictGiven', with: { verdict: 'PASS', livePoints: 1900 } },
    ],
    stage: 'UNESTABLISHED',
  },
];

/** The scenario's days in real years. */
export function inYear<T>(value: T, year: number): T {
  const text = JSON.stringify(value).replace(
    /"Y(\+(\d))?-/g,
    (_, _plus, more: string | undefined) => `"${year + Number(more ?? 0)}-`,
  );
  return JSON.parse(text) as T;
}

/** The first year whose planting days are all still to come. */
export function firstYear(nowMs: number, zone: string): number {
  const today = localDay(nowMs, zone);
  const year = yearOf(today);
  const allToCome = SCENARIOS.every(({ plantedOn }) => plantedOn.replace('Y', String(year)) > today);
  return allToCome ? year : year + 1;
}
