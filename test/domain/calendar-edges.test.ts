/** Where a day ends: windows at 24:00 local, plantings of a leap day, and processes that live in another zone. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { momentOf, startOfDayMs } from '../../domain/calendar.ts';
import { isRefusal } from '../../domain/errors.ts';
import { decide } from '../../domain/stand/decide.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { plantedStand } from '../support/regimes.ts';
import { Life } from './stand/life.ts';

const ZONE = 'Asia/Shanghai';

/** What time brings at an instant. */
function dueAt(state: StandState, at: string): readonly string[] {
  const events = decide(state, { type: 'due' }, momentOf(Date.parse(at), ZONE));
  if (isRefusal(events)) throw new Error(events.refused);
  return events.map(({ type }) => type);
}

describe('a window opens at 00:00 of its first day and ends at 24:00 of its last, in the stand’s own zone', () => {
  const only = (...duties: string[]) => new Life(plantedStand({ duties }));
  const toReplant = () => {
    const life = only('survivalCheck', 'replant');
    life.survey('2026-09-20', 1500);
    return life;
  };
  test.each([
    ['a check opens', '2026-08-31', () => only('survivalCheck'), 'DutyOpened'],
    ['a check is late', '2026-10-31', () => only('survivalCheck').until('2026-10-31'), 'StepReached'],
    ['a planting opens', '2027-03-19', toReplant, 'DutyOpened'],
    ['a planting has missed its window', '2027-04-30', () => toReplant().until('2027-04-30'), 'WindowMissed'],
    ['a visit lapses', '2026-06-30', () => only('tending').until('2026-06-30'), 'DutyLapsed'],
    ['a report is filed on its day', '2027-06-29', () => only('countyReport'), 'ReportFiled'],
  ])('%s with the end of %s', (_what, lastDay, lived, type) => {
    const { state } = lived();
    const end = `${lastDay}T16:00:00.000Z`;
    expect(new Date(startOfDayMs(nextDue(state)!.on, ZONE)).toISOString()).toBe(end);
    expect(dueAt(state, `${lastDay}T15:59:59.999Z`)).toEqual([]);
    expect(dueAt(state, end)).toContain(type);
  });
  test.each([
    ['2027-04-30', 'in its window: the letter is taken back', [[2]]],
    ['2027-05-01', 'after it: the letter stands', []],
  ])('a planting reported on 2027-05-01 and done on %s was done %s', (doneOn, _what, takenBack) => {
    const life = toReplant();
    life.work('2027-05-01', 'replant-0', { points: 500, doneOn });
    expect(life.duty('replant-0').state).toBe('done');
    expect(life.events('StepsTakenBack').map(({ steps }) => steps)).toEqual(takenBack);
  });
});

describe('planted on a leap day', () => {
  const of = (plantedOn: string) => new Life(plantedStand({ plantedOn }));
  test.each([
    ['2024-02-29', '2029-02-28'],
    ['2028-02-29', '2033-02-28'],
    ['2024-02-28', '2029-02-28'],
    ['2024-03-01', '2029-03-01'],
  ])('%s: the grazing ban may end on %s', (plantedOn, dueOn) => {
    expect(of(plantedOn).duty('grazingBan-0').dueOn).toBe(dueOn);
  });
  test('the ban is looked at on the last day of February of every year that has no other', () => {
    const life = of('2024-02-29').until('2032-12-31');
    expect(life.events('BanReviewed').map(({ turnOn, againOn }) => `${turnOn} ${againOn}`)).toEqual([
      '2029-02-28 2030-02-28',
      '2030-02-28 2031-02-28',
      '2031-02-28 2032-02-28',
      '2032-02-28 2033-02-28',
    ]);
  });
  test('its checks and reports lie where those of the day before lie', () => {
    const days = (plantedOn: string) =>
      of(plantedOn)
        .events('DutyRaised')
        .filter(({ code }) => code !== 'grazingBan')
        .map(({ dutyId, opensOn, dueOn }) => `${dutyId} ${opensOn}…${dueOn}`);
    expect(days('2024-02-29')).toEqual(days('2024-02-28'));
  });
  test.each([
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    ['2028-02-29T15:59:59.999Z', '2028-02-29'],
    ['2028-02-29T16:00:00.000Z', '2028-03-01'],
  ])('a stand of 2028-02-29 is registered from its midnight on: %s is %s', (at, on) => {
    expect(momentOf(Date.parse(at), ZONE).on).toBe(on);
    const seeded = { ...of('2028-02-29').state, parts: [], duties: [] };
    expect(dueAt(seeded, at)).toContain('StandPlanted');
  });
});

describe('a process that lives in another zone', () => {
  const SCRIPT = path.join(import.meta.dirname, 'life-process.ts');
  const told = (zone: string) => {
    const env = { ...process.env, TZ: zone };
    const text = execFileSync(process.execPath, ['--import', 'tsx', SCRIPT], { env, maxBuffer: 64 << 20 }).toString();
    return JSON.parse(text) as { readonly ownHour: number };
  };
  let atHome: ReturnType<typeof told>;
  beforeAll(() => {
    atHome = told(ZONE);
  });
  test.each([
    ['UTC', 16],
    ['America/Los_Angeles', 9],
  ])('in %s, where it is %i o’clock at Shanghai’s midnight, every life is the same to the byte', (zone, ownHour) => {
    const there = told(zone);
    expect([there.ownHour, atHome.ownHour]).toEqual([ownHour, 0]);
    expect({ ...there, ownHour: 0 }).toEqual(atHome);
  });
});
