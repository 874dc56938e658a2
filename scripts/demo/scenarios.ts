/**
 * Three golden lives. Days are written with `Y` for the planting year: the server's clock can only be skipped
 * forward, so the scenarios of 2026 are lived in the first year whose spring is still to come.
 */
import { localDay } from '../../domain/calendar.ts';
import { yearOf } from '../../domain/day.ts';
import type { StandEventType } from '../../domain/stand/event.ts';

export interface DemoSurvey {
  readonly on: string;
  readonly live?: number;
  /** Points under a crown of a hundred. */
  readonly closure?: number;
}

export interface DemoWork {
  readonly on: string;
  readonly dutyId: string;
  /** Points replanted. */
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
    title: '850 of 1,000 live in the east: at the line, it passes, and becomes forest',
    plantedOn: 'Y-04-10',
    designed: 1000,
    steps: [
      { on: 'Y-09-25', live: 850 },
      { on: 'Y+3-09-10', live: 820, closure: 12 },
      { on: 'Y+5-08-01', closure: 18 },
      { on: 'Y+6-08-01', closure: 20 },
      { on: 'Y+6-08-20', dutyId: 'mapRegistration-1' },
    ],
    expected: [
      { on: 'Y-04-10', type: 'DutyRaised', with: { dutyId: 'survivalCheck-0', opensOn: 'Y-09-01', dueOn: 'Y-10-31' } },
      { on: 'Y-04-10', type: 'DutyRaised', with: { dutyId: 'tending-0.1', opensOn: 'Y-04-15', dueOn: 'Y-06-30' } },
      { on: 'Y-09-01', type: 'DutyOpened', with: { dutyId: 'survivalCheck-0' } },
      { on: 'Y-09-25', type: 'VerdictGiven', with: { verdict: 'PASS', livePoints: 850, basePoints: 1000 } },
      { on: 'Y-09-25', type: 'StageEntered', with: { stage: 'UNESTABLISHED' } },
      { on: 'Y+1-06-30', type: 'ReportFiled', with: { dutyId: 'countyReport-0', says: 'PASS' } },
      { on: 'Y+3-09-01', type: 'DutyOpened', with: { dutyId: 'preservationCheck-0' } },
      { on: 'Y+3-09-10', type: 'VerdictGiven', with: { dutyId: 'preservationCheck-0', verdict: 'PASS' } },
      { on: 'Y+3-09-10', type: 'JudgementGiven', with: { code: 'effectEvaluation', verdict: 'NOT_YET' } },
      { on: 'Y+4-06-30', type: 'ReportFiled', with: { dutyId: 'provinceAudit-0', says: 'PASS' } },
      { on: 'Y+5-07-01', type: 'DutyOpened', with: { dutyId: 'closureCheck-0' } },
      { on: 'Y+5-08-01', type: 'VerdictGiven', with: { dutyId: 'closureCheck-0', verdict: 'NOT_CLOSED' } },
      { on: 'Y+6-08-01', type: 'StageEntered', with: { stage: 'ESTABLISHED' } },
      { on: 'Y+6-08-01', type: 'DutySatisfied', with: { dutyId: 'establishBy-0' } },
      { on: 'Y+6-08-20', type: 'StageEntered', with: { stage: 'MAPPED' } },
    ],
    stage: 'MAPPED',
  },
  {
    name: 'S3',
    standNo: '0003',
    title: '1,699 of 2,000 live: two rounds of replanting in band, then it passes and becomes forest',
    plantedOn: 'Y-04-05',
    designed: 2000,
    steps: [
      { on: 'Y-09-25', live: 1699 },
      { on: 'Y+1-04-02', dutyId: 'replant-0', points: 301 },
      { on: 'Y+1-09-20', live: 1600 },
      { on: 'Y+2-04-03', dutyId: 'replant-1', points: 400 },
      { on: 'Y+2-09-20', live: 1800 },
      { on: 'Y+3-09-10', live: 1700, closure: 21 },
      { on: 'Y+5-08-01', closure: 30 },
      { on: 'Y+5-08-20', dutyId: 'mapRegistration-3' },
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
      { on: 'Y+1-06-30', type: 'ReportFiled', with: { dutyId: 'countyReport-0', says: 'REPLANT' } },
      {
        on: 'Y+1-09-20',
        type: 'DutyRaised',
        with: { dutyId: 'replant-1', opensOn: 'Y+2-03-20', dueOn: 'Y+2-04-30', needs: { seedlings: 400, stockAge: 4 } },
      },
      { on: 'Y+2-09-20', type: 'VerdictGiven', with: { verdict: 'PASS', livePoints: 1800 } },
      { on: 'Y+3-09-01', type: 'DutyOpened', with: { dutyId: 'preservationCheck-0' } },
      { on: 'Y+3-09-10', type: 'StageEntered', with: { stage: 'EFFECTIVE' } },
      { on: 'Y+5-08-01', type: 'StageEntered', with: { stage: 'ESTABLISHED' } },
      { on: 'Y+5-08-20', type: 'StageEntered', with: { stage: 'MAPPED' } },
    ],
    stage: 'MAPPED',
  },
  {
    name: 'S6',
    standNo: '0006',
    title: '700 of 2,000 live: below 41 %, established anew, and forest in the end',
    plantedOn: 'Y-04-10',
    designed: 2000,
    steps: [
      { on: 'Y-09-25', live: 700 },
      { on: 'Y+1-04-08', dutyId: 'reestablish-0' },
      { on: 'Y+1-09-25', live: 1900 },
      { on: 'Y+4-09-10', live: 1800, closure: 15 },
      { on: 'Y+6-08-01', closure: 25 },
      { on: 'Y+6-08-20', dutyId: 'mapRegistration-2' },
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
      {
        on: 'Y+1-04-08',
        type: 'DutyRaised',
        with: { dutyId: 'preservationCheck-1', opensOn: 'Y+4-09-01', dueOn: 'Y+4-10-31' },
      },
      { on: 'Y+1-04-08', type: 'DutyRaised', with: { dutyId: 'grazingBan-1', dueOn: 'Y+6-04-08' } },
      { on: 'Y+1-06-30', type: 'ReportFiled', with: { dutyId: 'countyReport-0', says: 'FAILED' } },
      { on: 'Y+1-09-25', type: 'VerdictGiven', with: { verdict: 'PASS', livePoints: 1900 } },
      { on: 'Y+2-06-30', type: 'ReportFiled', with: { dutyId: 'countyReport-1', says: 'PASS' } },
      { on: 'Y+4-09-10', type: 'VerdictGiven', with: { dutyId: 'preservationCheck-1', verdict: 'PASS' } },
      { on: 'Y+6-08-01', type: 'StageEntered', with: { stage: 'ESTABLISHED' } },
      { on: 'Y+6-08-20', type: 'StageEntered', with: { stage: 'MAPPED' } },
    ],
    stage: 'MAPPED',
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
