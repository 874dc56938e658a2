/** What new rules would do, told before anybody adopts them. */
import { describe, expect, test } from 'vitest';
import { momentOf, startOfDayMs } from '../../../domain/calendar.ts';
import { isRefusal } from '../../../domain/errors.ts';
import { policiesFollowed, previewAdoption } from '../../../domain/stand/preview-adoption.ts';
import type { LoadedPolicy } from '../../../policies/load.ts';
import { rulesForStand } from '../../../policies/rules-for-stand.ts';
import {
  EARLIER_CHECKS,
  FEWER_DUTIES,
  LOWER_LINE,
  MORE_VISITS,
  SECOND_YEAR_CHECK,
  VERSIONS,
} from '../../support/policy-versions.ts';
import { plantedStand, XINZHOU } from '../../support/regimes.ts';
import { Life } from './life.ts';

const ZONE = 'Asia/Shanghai';

function lookAt(life: Life, policy: LoadedPolicy, on: string) {
  const rules = rulesForStand(policy, life.state);
  if (isRefusal(rules)) throw new Error(rules.refused);
  return previewAdoption(life.state, rules, momentOf(startOfDayMs(on, ZONE), ZONE));
}

describe('a preview', () => {
  test('names each duty that moves with its days before and after, and the area that owes it', () => {
    const life = new Life(plantedStand());
    expect(lookAt(life, EARLIER_CHECKS, '2026-05-01')).toMatchObject({
      from: ['xinzhou-2024@1.3.0'],
      moved: [
        {
          dutyId: 'survivalCheck-0',
          areaM2: 100_000,
          before: { opensOn: '2026-09-01', dueOn: '2026-10-31' },
          after: { opensOn: '2026-08-20', dueOn: '2026-10-10' },
        },
        { dutyId: 'preservationCheck-0' },
      ],
      withdrawn: [],
      added: [],
    });
  });
  test('names what is withdrawn without days after, and what is added without days before', () => {
    const life = new Life(plantedStand());
    const fewer = lookAt(life, FEWER_DUTIES, '2026-04-20');
    expect(fewer).toMatchObject({
      withdrawn: expect.arrayContaining([
        { dutyId: 'provinceAudit-0', code: 'provinceAudit', areaM2: 100_000, before: expect.anything() },
      ]),
    });
    const more = lookAt(life, SECOND_YEAR_CHECK, '2026-04-20');
    expect(more).toMatchObject({ added: [{ dutyId: 'secondYearCheck-0', after: { opensOn: '2028-09-01' } }] });
    expect(lookAt(life, MORE_VISITS, '2026-04-20')).toMatchObject({
      added: [{ code: 'tending' }, { code: 'tending' }],
    });
  });
  test('counts what becomes overdue: due within the grace, and not so by the rules until now', () => {
    const life = new Life(plantedStand());
    expect(lookAt(life, EARLIER_CHECKS, '2026-09-11')).toMatchObject({ overdueBefore: 0, becomeOverdue: 1 });
    expect(lookAt(life, EARLIER_CHECKS, '2026-09-09')).toMatchObject({ overdueBefore: 0, becomeOverdue: 0 });
    expect(lookAt(life, EARLIER_CHECKS, '2026-11-05')).toMatchObject({ overdueBefore: 1, becomeOverdue: 0 });
  });
  test('brings what time has brought meanwhile before it decides, and leaves the stand as it was', () => {
    const life = new Life(plantedStand());
    const { state } = life;
    const told = JSON.stringify(state);
    lookAt(life, FEWER_DUTIES, '2026-12-01');
    expect(JSON.stringify(state)).toBe(told);
  });
  test('is refused as the stand would refuse', () => {
    expect(lookAt(new Life(plantedStand()), XINZHOU, '2026-05-01')).toMatchObject({ refused: 'POLICY_IN_FORCE' });
  });
  test.each(VERSIONS)('tells of $version what the stand then does', (policy) => {
    const life = new Life(plantedStand());
    const told = lookAt(life, policy, '2026-05-01');
    if (isRefusal(told)) throw new Error(told.refused);
    life.adopt('2026-05-01', policy);
    const done = (type: 'DutyRescheduled' | 'DutyWithdrawn') => life.events(type).map(({ dutyId }) => dutyId);
    expect(told.moved.map(({ dutyId }) => dutyId)).toEqual(done('DutyRescheduled'));
    expect(told.withdrawn.map(({ dutyId }) => dutyId)).toEqual(done('DutyWithdrawn'));
    for (const { dutyId, after } of [...told.moved, ...told.added]) expect(life.duty(dutyId)).toMatchObject(after!);
  });
});

test('a stand lives by the version it adopted last, though the rules its count was given by are kept', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1650);
  const before = life.state.regimes;
  life.adopt('2026-10-01', LOWER_LINE);
  expect(Object.keys(life.state.regimes).length).toBeGreaterThan(Object.keys(before).length);
  expect(policiesFollowed(life.state)).toEqual([`xinzhou-2024@${LOWER_LINE.version}`]);
});
