/** Parts, audits and corrections on the real server: what the rules say reaches history, log and rows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastForward } from '../../embedded/time-skip.ts';
import { checkLife } from '../../prisma/check-life.ts';
import { standLog, standState } from '../../prisma/stand-store.ts';
import { surveysOf } from '../../prisma/survey-store.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { YEAR, type Planted, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';
import { STOCK_PAPERS } from '../support/papers.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const ON = `${YEAR}-09-15`;
const SIGNED = { by: 'inspector', capturedOn: ON, surveyors: ['li', 'wang'] };

async function counted(livePoints: number): Promise<Planted> {
  const planted = await county.plant({ units: ['team-3'] });
  await fastForward(county.temporal, planted.workflowId, `${ON}T01:00:00Z`);
  await county.stands.submitSurvey(planted.workflowId, {
    by: 'crew',
    capturedOn: ON,
    counts: { livePoints },
    surveyId: 'first',
  });
  return planted;
}

const rowOf = (lifeId: string) => county.db.prisma.stand.findUniqueOrThrow({ where: { lifeId } });

/** As of one turn: the stand may take another one between the two readings. */
async function logAndRow(seed: Planted['seed']): Promise<{ readonly folded: StandState; readonly state: StandState }> {
  for (;;) {
    const state = await standState(county.db, seed.lifeId);
    const { turns } = await standLog(county.db, seed.lifeId);
    const folded = turns.reduce(foldTurn, seedState(seed));
    if (state !== undefined && folded.rev === state.rev) return { folded, state };
  }
}

/** The log folds to the state in the row, and every row is what the log says. */
async function expectSound({ seed }: Planted): Promise<void> {
  const { folded, state } = await logAndRow(seed);
  expect(folded).toEqual(state);
  const moment = { at: `${YEAR + 10}-01-01T00:00:00.000Z`, on: `${YEAR + 10}-01-01` };
  expect(await checkLife(county.db, seed.lifeId, moment)).toBeUndefined();
}

describe('a survey in pieces', () => {
  test('splits the stand: rows sum over its parts, and each part’s task is its own', async () => {
    const planted = await county.plant();
    const { workflowId, seed } = planted;
    await fastForward(county.temporal, workflowId, `${ON}T01:00:00Z`);
    const outcome = await county.stands.submitSurvey(workflowId, {
      by: 'crew',
      capturedOn: ON,
      surveyId: 'pieces',
      counts: { livePoints: 1420 },
      pieces: [
        { areaM2: 60_000, counts: { livePoints: 1080 } },
        { areaM2: 25_000, counts: { livePoints: 300 } },
        { areaM2: 10_000, counts: { livePoints: 40 } },
        { areaM2: 5_000, lost: 'FLOOD' },
      ],
    });
    expect(outcome).toMatchObject({ kind: 'answered', recorded: true, answer: { verdict: 'MIXED' } });
    expect(await rowOf(seed.lifeId)).toMatchObject({
      stage: 'MIXED',
      verdict: 'MIXED',
      areaM2: 100_000,
      designedPoints: 2000,
      livePoints: 1420,
      basePoints: 1900,
    });
    expect(await surveysOf(county.db, seed.lifeId)).toMatchObject([{ id: 'pieces', verdict: 'MIXED', partId: 'p1' }]);
    const checks = await county.db.prisma.task.findMany({ where: { lifeId: seed.lifeId, code: 'survivalCheck' } });
    expect(checks.map(({ dutyId, state }) => `${dutyId} ${state}`).toSorted()).toEqual([
      'survivalCheck-0 accepted',
      'survivalCheck-0.p2 accepted',
      'survivalCheck-0.p3 accepted',
    ]);
    await expectSound(planted);
  });
});

describe('submitAudit', () => {
  test('overrules the county, names what was planned on its count, and a repeat changes nothing', async () => {
    const planted = await counted(1600);
    const { workflowId, seed } = planted;
    const audit = {
      ...SIGNED,
      commandId: 'audit-1',
      surveyId: 'audit',
      level: 'PROVINCE' as const,
      counts: { livePoints: 1900 },
    };
    const first = await county.stands.submitAudit(workflowId, audit);
    expect(first).toMatchObject({
      kind: 'answered',
      recorded: true,
      answer: { binding: true, verdict: 'PASS', level: 'PROVINCE', followUps: ['f1'] },
    });
    expect(await county.stands.submitAudit(workflowId, audit)).toEqual(first);
    expect(await rowOf(seed.lifeId)).toMatchObject({ stage: 'UNESTABLISHED', verdict: 'PASS', livePoints: 1900 });
    expect(await surveysOf(county.db, seed.lifeId)).toMatchObject([
      { id: 'audit', binding: true, level: 'PROVINCE', surveyors: ['li', 'wang'], verdict: 'PASS' },
      { id: 'first', binding: true, verdict: 'REPLANT' },
    ]);
    const lower = {
      ...audit,
      commandId: 'audit-2',
      surveyId: 'later',
      level: 'CITY' as const,
      counts: { livePoints: 100 },
    };
    expect(await county.stands.submitAudit(workflowId, lower)).toMatchObject({ answer: { binding: false } });
    expect(await rowOf(seed.lifeId)).toMatchObject({ verdict: 'PASS' });
    await expectSound(planted);
  });

  test('of a unit that planted the stand is kept as SELF', async () => {
    const { workflowId, seed } = await counted(1900);
    const audit = { ...SIGNED, surveyId: 'own', level: 'NATION' as const, counts: { livePoints: 100 }, unit: 'team-3' };
    expect(await county.stands.submitAudit(workflowId, audit)).toMatchObject({
      answer: { binding: false, level: 'SELF' },
    });
    expect((await surveysOf(county.db, seed.lifeId)).find(({ id }) => id === 'own')).toMatchObject({
      level: 'SELF',
      unit: 'team-3',
    });
  });
});

describe('settleFollowUp', () => {
  test('closes what an audit left over, once', async () => {
    const planted = await counted(700);
    const { workflowId, seed } = planted;
    await county.stands.submitAudit(workflowId, { ...SIGNED, level: 'CITY', counts: { livePoints: 1900 } });
    const settled = { by: 'chief-7', followUpId: 'f1', reason: 'ORDER_CANCELLED' };
    expect(await county.stands.settleFollowUp(workflowId, settled)).toMatchObject({ kind: 'answered', recorded: true });
    expect(await county.stands.settleFollowUp(workflowId, settled)).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'FOLLOW_UP_SETTLED' },
    });
    expect((await standState(county.db, seed.lifeId))!.followUps).toMatchObject([{ id: 'f1', settledBy: 'chief-7' }]);
    await expectSound(planted);
  });
});

describe('correctSurvey', () => {
  const right = { ...SIGNED, supersedes: 'first', surveyId: 'right', counts: { livePoints: 1790 } };

  test('takes the place of a wrong survey, which stays on record', async () => {
    const planted = await counted(179);
    const { workflowId, seed } = planted;
    expect(await county.stands.correctSurvey(workflowId, right)).toMatchObject({
      kind: 'answered',
      recorded: true,
      answer: { binding: true, verdict: 'PASS' },
    });
    expect(await rowOf(seed.lifeId)).toMatchObject({ stage: 'UNESTABLISHED', verdict: 'PASS', livePoints: 1790 });
    expect(await surveysOf(county.db, seed.lifeId)).toMatchObject([
      { id: 'first', verdict: 'FAILED' },
      { id: 'right', verdict: 'PASS', supersedes: 'first' },
    ]);
    await expectSound(planted);
  });

  test('is refused once a replanting was done on it, and leaves no trace', async () => {
    const planted = await counted(1600);
    const { workflowId } = planted;
    await fastForward(county.temporal, workflowId, `${YEAR + 1}-04-02T01:00:00Z`);
    await county.stands.submitWork(workflowId, {
      by: 'crew',
      dutyId: 'replant-0',
      doneOn: `${YEAR + 1}-04-02`,
      points: 400,
      papers: STOCK_PAPERS,
    });
    const before = await standLog(county.db, planted.seed.lifeId);
    expect(await county.stands.correctSurvey(workflowId, right)).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'CORRECTION_TOO_LATE', values: { dutyId: 'replant-0' } },
    });
    expect(await standLog(county.db, planted.seed.lifeId)).toEqual(before);
  });
});
