/** Insured losses: until when the insurer is told, and how long replanting waits for him. */
import { describe, expect, test } from 'vitest';
import { freeFrom } from '../../../domain/gate.ts';
import {
  insurerWaits,
  isNoticeLate,
  lossesOf,
  noticeBy,
  type Insurance,
  type LossDeeds,
} from '../../../domain/register/insurance.ts';
import { XINZHOU } from '../../support/regimes.ts';

const zone = 'Asia/Shanghai';
const insurance: Insurance = {
  policyNo: 'PICC-1',
  fromOn: '2027-01-01',
  untilOn: '2027-12-31',
  ...XINZHOU.registers.insurance!,
};
const lossOf = (deeds: Partial<LossDeeds> = {}, seenOn = '2027-06-01', cause: 'FIRE' | 'GRAZING' = 'FIRE') =>
  lossesOf([insurance], { damages: [{ seenOn, cause }], deeds: [{ seenOn, ...deeds }], zone })[0];

describe('the notice of a loss of 1 June', () => {
  test('is due 48 hours after that day has begun, by the clock of the county', () => {
    expect(noticeBy('2027-06-01', zone, insurance)).toBe('2027-06-02T16:00:00.000Z');
  });
  test.each([
    ['given in the last instant is not late', '2027-06-02T16:00:00.000Z', '2027-06-09T00:00:00.000Z', false],
    ['given a minute later is', '2027-06-02T16:01:00.000Z', '2027-06-09T00:00:00.000Z', true],
    ['not given is not late while it is time', undefined, '2027-06-02T16:00:00.000Z', false],
    ['not given is late then', undefined, '2027-06-02T16:00:01.000Z', true],
  ])('%s', (_title, at, now, late) => {
    const loss = lossOf(at === undefined ? {} : { notified: { at, on: '2027-06-03' } })!;
    expect(isNoticeLate(loss, now)).toBe(late);
  });
});

describe('a damage is an insured loss', () => {
  test.each([
    ['on the first day', '2027-01-01', 'FIRE', true],
    ['the day before', '2026-12-31', 'FIRE', false],
    ['on the last day', '2027-12-31', 'FIRE', true],
    ['the day after', '2028-01-01', 'FIRE', false],
    ['where sheep were in it: no', '2027-06-01', 'GRAZING', false],
  ] as const)('%s', (_title, seenOn, cause, insured) => {
    expect(lossOf({}, seenOn, cause) !== undefined).toBe(insured);
  });
  test('once a day, whatever struck it', () => {
    const damages = (['FIRE', 'WIND', 'GRAZING', 'FIRE'] as const).map((cause) => ({ seenOn: '2027-06-01', cause }));
    expect(lossesOf([insurance], { damages, deeds: [], zone })).toMatchObject([{ causes: ['FIRE', 'WIND'] }]);
  });
});

describe('replanting after a loss of 1 June', () => {
  const told = { notified: { at: '2027-06-02T01:00:00.000Z', on: '2027-06-02' } };
  test.each([
    ['waits 15 days from it where nobody told the insurer', {}, '2027-06-16'],
    ['waits 15 days from the notice', told, '2027-06-17'],
    ['is free on the day of his visit', { ...told, visitedOn: '2027-06-09' }, '2027-06-09'],
    ['is free at once where he came that very day', { ...told, visitedOn: '2027-06-01' }, '2027-06-01'],
  ])('%s', (_title, deeds, day) => {
    const loss = lossOf(deeds)!;
    expect(loss.replantFrom).toBe(day);
    expect(freeFrom(insurerWaits([loss]), '2027-06-01')).toBe(day);
    expect(freeFrom(insurerWaits([loss]), '2027-05-31')).toBe('2027-05-31');
  });
});
