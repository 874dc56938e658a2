/** Crews report when they are back: what was counted or cut within its window, and told after it, was in time (S10c). */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const CHECK = 'closureCheck-0';
/** Its first closure window, to 2031-09-15, has passed; the letter of step 2 is out. */
const missed = () => new Life(plantedStand()).until('2031-09-20');
const takenBack = (life: Life) => life.events('StepsTakenBack').map(({ dutyId, steps }) => [dutyId, steps]);

describe('a closure count told after its window', () => {
  test('of the last day of the window binds, and the letter of the miss is taken back', () => {
    const life = missed();
    expect(life.canopy('2031-09-20', { closure: [20, 100] }, { capturedOn: '2031-09-15' })).toMatchObject({
      dutyId: CHECK,
      binding: true,
      verdict: 'ESTABLISHED',
    });
    expect(takenBack(life)).toEqual([[CHECK, [2]]]);
    expect(life.state.parts[0]!.anchors['established']).toBe('2031-09-15');
  });
  test('of the day after is kept, and next year’s check is still owed', () => {
    const life = missed();
    expect(life.canopy('2031-09-20', { closure: [20, 100] }, { capturedOn: '2031-09-16' })).toMatchObject({
      binding: false,
    });
    expect(takenBack(life)).toEqual([]);
    expect(life.duty(CHECK)).toMatchObject({ state: 'planned', opensOn: '2032-07-01' });
  });
  test('that falls short is followed by the check of the next year, not of the one after', () => {
    const life = missed();
    life.canopy('2031-09-20', { closure: [19, 100] }, { capturedOn: '2031-09-10' });
    expect(life.duty('closureCheck-0.2')).toMatchObject({ opensOn: '2032-07-01', dueOn: '2032-09-15' });
  });
  test('is counted once: a second one from the same days does not answer the next year’s', () => {
    const life = missed();
    life.canopy('2031-09-20', { closure: [19, 100] }, { capturedOn: '2031-09-10' });
    const again = life.canopy('2031-09-21', { closure: [30, 100] }, { capturedOn: '2031-09-11' });
    expect(isRefusal(again) ? again.refused : again).toBe('DUTY_CLOSED');
  });
});

describe('a coppice told after its window', () => {
  const covered = () => {
    const life = new Life(plantedStand({ species: 'CARAGANA' }));
    life.survey('2026-09-20', 1900);
    life.canopy('2030-07-20', { cover: [50, 100] });
    return life.until('2031-04-01');
  };
  test('of a day within it is taken without a remark, and the letter of the miss is void', () => {
    const life = covered();
    expect(takenBack(life)).toEqual([]);
    const answer = life.work('2031-04-01', 'coppice-1', { doneOn: '2031-03-20' });
    expect(answer).toMatchObject({ dutyId: 'coppice-1' });
    expect(answer).not.toHaveProperty('warnings');
    expect(takenBack(life)).toEqual([['coppice-1', [2]]]);
    expect(life.state.parts[0]!.anchors['coppiced']).toBe('2031-03-20');
  });
  test('of the day after it comes before the next window opens', () => {
    const answer = covered().work('2031-04-01', 'coppice-1', { doneOn: '2031-03-21' });
    expect(isRefusal(answer) ? answer.refused : answer).toBe('WORK_BEFORE_DUTY');
  });
});
