/** Stands that release 0.1.0 began, under the rules and with the records it wrote, go on by today's rules. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nextDue } from '../../../domain/stand/next-due.ts';
import type { Part, StandState } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { Life } from './life.ts';

interface Started {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes?: {
      readonly input: { readonly payloads: readonly { data: string }[] };
    };
  }[];
}

/** What a run of 0.1.0 began with: planted in 2040, its survival check open since 1 September. */
function left(): StandState {
  const history = readFileSync(new URL('../../replay/0.1.0/replanted-2.json', import.meta.url), 'utf8');
  const [started] = (JSON.parse(history) as Started).events;
  const [payload] = started!.workflowExecutionStartedEventAttributes!.input.payloads;
  return (JSON.parse(Buffer.from(payload!.data, 'base64').toString()) as { state: StandState }).state;
}

function goOn(state = left(), on = '2040-09-15'): Life {
  const seed = { ...state.seed, regime: state.regimes['r1']! };
  return new Life(seed, on, state);
}

/** The survival check judged, and on record as 0.1.0 wrote it: no code, no stage before it, no round of the planting. */
function judged(livePoints: number): Life {
  const life = goOn();
  life.send('2040-09-16', {
    type: 'submitSurvey',
    commandId: 'first',
    surveyId: 'first',
    capturedOn: '2040-09-16',
    counts: { livePoints },
    plots: 0,
  });
  const asWritten = ({ plantedRound: _, ...part }: Part): Part => ({
    ...part,
    verdicts: part.verdicts.map(({ code: _code, stageBefore: _stage, ...record }) => record),
  });
  return goOn({ ...life.state, parts: life.state.parts.map(asWritten) }, '2040-09-17');
}

test('the rules and the part are those of 0.1.0: no damage, no days to ask a gate again, no round of the planting', () => {
  const { regimes, parts } = left();
  expect(regimes['r1']).not.toHaveProperty('damage');
  expect(regimes['r1']!.limits).not.toHaveProperty('gateAskDays');
  expect(parts[0]).not.toHaveProperty('plantedRound');
});

describe('a gate', () => {
  test('without an end holds a check for thirty days', () => {
    const life = goOn();
    life.turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found: { kind: 'blocked' } });
    expect(life.duty('survivalCheck-0')).toMatchObject({ heldUntil: '2040-10-15', state: 'planned' });
    expect(nextDue(life.state)?.on).toBe('2040-10-15');
  });
  test('without an end in the midst of which a step is reached makes the ladder look again after thirty days', () => {
    const life = goOn().until('2040-12-01');
    life.turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found: { kind: 'excused', days: 7, until: null } });
    expect(life.duty('survivalCheck-0').barredUntil).toBe('2040-12-31');
  });
});

describe('a loss its rules do not know is refused by name, and changes nothing', () => {
  const refused = { refused: 'DAMAGE_NOT_RULED', values: { partId: 'p1', met: 'xinzhou-2024@1.0.0' } };
  test.each([
    ['all of it', 100_000],
    ['four tenths', 40_000],
    ['none, only hurt', 0],
  ])('%s', (_title, lostM2) => {
    const life = goOn();
    const { state } = life;
    expect(life.send('2040-09-20', { type: 'reportDamage', seenOn: '2040-09-20', cause: 'FIRE', lostM2 })).toEqual(
      refused,
    );
    expect(life.state).toBe(state);
  });
  test('a lost piece of a survey', () => {
    const pieces = [
      { areaM2: 60_000, counts: { livePoints: 1100 } },
      { areaM2: 40_000, lost: 'FIRE' as const },
    ];
    expect(goOn().pieces('2040-09-20', pieces)).toEqual(refused);
  });
  test('pieces that all live are judged, each by itself', () => {
    const pieces = [
      { areaM2: 60_000, counts: { livePoints: 1100 } },
      { areaM2: 40_000, counts: { livePoints: 500 } },
    ];
    expect(goOn().pieces('2040-09-20', pieces)).toMatchObject({ verdict: 'MIXED' });
  });
});

describe('a result on record without its code', () => {
  test('is what a higher inspection looks at again, named or not', () => {
    const answers = [{}, { dutyId: 'survivalCheck-0' }].map((named) =>
      judged(700).audit('2040-10-01', 'PROVINCE', 1900, named),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ binding: true, dutyId: 'survivalCheck-0', verdict: 'PASS' });
  });
  test('takes what followed from it with it', () => {
    const life = judged(700);
    expect(life.duty('reestablish-0').state).toBe('planned');
    life.audit('2040-10-01', 'PROVINCE', 1900);
    expect(life.duty('reestablish-0').state).toBe('withdrawn');
    expect(life.state.parts[0]!.verdicts).toMatchObject([
      { verdict: 'FAILED', overruledBy: expect.any(String) as string },
      { code: 'survivalCheck', verdict: 'PASS' },
    ]);
  });
  test('counts as the present planting’s in the sum of the whole', () => {
    expect(wholeOf(judged(1900).state)).toMatchObject({ field: { PASS: 100_000 }, verdict: 'PASS' });
  });
  test('of a planting before the present one says nothing of the new trees', () => {
    const life = judged(700);
    const [part] = life.state.parts;
    const anew = { ...part!, anchors: { planted: '2041-04-01' } };
    expect(wholeOf({ ...life.state, parts: [anew] }).field).toEqual({ UNCHECKED: 100_000 });
  });
});
