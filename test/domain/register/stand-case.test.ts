/** Cases: when they are due and how they may end. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { caseDueOn, isCaseOverdue, outcomeRefusal } from '../../../domain/register/stand-case.ts';
import { XINZHOU } from '../../support/regimes.ts';

const rules = XINZHOU.registers.cases!;

test.each([
  ['GRAZING', '2027-06-16'],
  ['FELLING', '2027-07-01'],
  ['LAND_TAKE', '2027-07-01'],
] as const)('a case of %s found on 1 June is due on %s', (kind, dueOn) => {
  expect(caseDueOn('2027-06-01', kind, rules)).toBe(dueOn);
});

test.each([
  ['on its due day', '2027-06-16', undefined, false],
  ['the day after', '2027-06-17', undefined, true],
  ['the day after, closed', '2027-06-17', '2027-06-17', false],
])('a case due on 16 June is overdue %s: %s', (_title, today, closedOn, late) => {
  expect(isCaseOverdue({ dueOn: '2027-06-16', ...(closedOn !== undefined && { closedOn }) }, today)).toBe(late);
});

describe('a case ends', () => {
  test.each([
    ['taken land with its approval number', 'LAND_TAKE', 'APPROVED', '2027-12', undefined],
    ['taken land without its number', 'LAND_TAKE', 'APPROVED', undefined, 'APPROVAL_MISSING'],
    ['taken land by a penalty alone', 'LAND_TAKE', 'PENALISED', undefined, 'CASE_OUTCOME'],
    ['taken land given back', 'LAND_TAKE', 'RESTORED', undefined, undefined],
    ['taken land given back, with a number', 'LAND_TAKE', 'RESTORED', '2027-12', 'APPROVAL_MISSING'],
    ['grazing approved afterwards', 'GRAZING', 'APPROVED', '2027-12', 'CASE_OUTCOME'],
    ['felling by a penalty', 'FELLING', 'PENALISED', undefined, undefined],
  ] as const)('%s', (_title, kind, outcome, approvalNo, code) => {
    const refusal = outcomeRefusal(kind, outcome, approvalNo);
    expect(isRefusal(refusal) ? refusal.refused : undefined).toBe(code);
  });
});
