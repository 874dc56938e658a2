/** An import taken back: all of it or nothing, and afterwards its stand numbers are free again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orderAdoption } from '../../cli/adopt-policy.ts';
import { batchNamed } from '../../cli/batch-named.ts';
import { undoBatch } from '../../cli/undo-import.ts';
import { remedyOf } from '../../cli/undo-table.ts';
import { undoCommandId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { batchesBeginning, listBatches } from '../../prisma/batch-store.ts';
import { saveImport, type NewSurvey } from '../../prisma/import-store.ts';
import { offerAgain } from '../../prisma/offer-again.ts';
import { leaseMessages, markDelivered } from '../../prisma/outbox-store.ts';
import { livesToPay } from '../../prisma/payment-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { newSurvey } from '../../cli/import-rows.ts';
import { Life } from '../domain/stand/life.ts';
import { EARLIER_CHECKS } from '../support/policy-versions.ts';
import { importOf, newSeed, openStore, turnsOf, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message, policy_adoption cascade'));

const AT = '2026-04-20T00:00:00.000Z';

/** Imports stands, and returns the id of the batch. */
async function imported(seeds: readonly StandSeed[]): Promise<string> {
  const data = importOf(seeds);
  await saveImport(store.db, data);
  return data.batch.id;
}

async function undo(id: string) {
  const batch = await batchNamed(store.db, id, 'en');
  return undoBatch(store.db, { batch, by: 'chief-7', nowMs: Date.parse(AT), lang: 'en' });
}

/** A worker has been handed the starts; `delivered` where it got as far as to say so. */
async function handedOn(delivered: boolean): Promise<void> {
  const far = '2100-01-01T00:00:00.000Z';
  const leased = await leaseMessages(store.db, { channel: 'workflow', most: 100, at: far, leaseSeconds: 60 });
  if (delivered) for (const { id } of leased) await markDelivered(store.db, id, AT);
}

async function written(life: Life): Promise<void> {
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
}

/** The stand has heard what waits for it, as its worker does it. */
function takenBack(seed: StandSeed, batch: string): Life {
  const life = new Life(seed);
  life.send('2026-04-20', {
    type: 'close',
    reason: 'IMPORT_UNDONE',
    untouched: true,
    commandId: undoCommandId(batch),
  });
  return life;
}

function countOf(seed: StandSeed): NewSurvey {
  const { designedPoints, plantedOn } = seed.planting;
  const stand = { ...seed, designedPoints, plantedOn };
  const draft = { row: 1, rows: [1], standId: seed.standId, capturedOn: '2026-09-20', counts: { livePoints: 1900 } };
  return newSurvey({ ...draft, plots: [], warnings: [] }, stand);
}

async function countsImported(...seeds: readonly StandSeed[]): Promise<string> {
  const empty = importOf([], seeds.map(countOf));
  const data = { ...empty, batch: { ...empty.batch, kind: 'surveys' as const } };
  await saveImport(store.db, data);
  return data.batch.id;
}

const messages = () =>
  store.sql<{ id: string; kind: string }>('select id, kind from outbox_message where delivered_at is null order by id');

describe('an import that no worker has seen yet', () => {
  test('leaves nothing of its stands, and their numbers are free at once', async () => {
    const seeds = [newSeed(), newSeed()];
    const batch = await imported(seeds);
    expect(await undo(batch)).toEqual({ undone: true, gone: 2, closed: 0, waiting: 0, stayed: [] });
    expect([await messages(), await store.sql('select 1 from stand')]).toEqual([[], []]);
    expect(await listBatches(store.db, 5)).toMatchObject([{ id: batch, undoneAt: AT, undoneBy: 'chief-7' }]);
    await imported(seeds.map((seed) => ({ ...seed, lifeId: randomUUID() })));
    expect(await store.sql('select 1 from stand')).toHaveLength(2);
  });
  test('is taken back once, also where two tell it at once', async () => {
    const batch = await imported([newSeed()]);
    const both = await Promise.all([undo(batch), undo(batch)]);
    expect(both).toEqual(both.map(() => ({ undone: true, gone: 1, closed: 0, waiting: 0, stayed: [] })));
  });
  test('leaves other imports alone', async () => {
    const batch = await imported([newSeed()]);
    await imported([newSeed()]);
    await undo(batch);
    expect(await messages()).toHaveLength(1);
  });
});

describe.each([
  ['has been handed on and may have begun', false],
  ['has begun', true],
])('a stand that %s', (_, delivered) => {
  test('is told its end after its start, once, and is gone from the lists when it has written that', async () => {
    const seed = newSeed();
    const batch = await imported([seed]);
    await handedOn(delivered);
    expect(await undo(batch)).toMatchObject({ undone: true, gone: 0, closed: 0, waiting: 1 });
    expect(await undo(batch)).toMatchObject({ undone: true, waiting: 1 });
    const ids = [`undo/${seed.lifeId}`];
    expect((await messages()).map(({ id }) => id)).toEqual(delivered ? ids : [`start/${seed.lifeId}`, ...ids]);
    await store.sql('update outbox_message set delivered_at = now()');
    await written(takenBack(seed, batch));
    expect(await undo(batch)).toEqual({ undone: true, gone: 0, closed: 1, waiting: 0, stayed: [] });
    expect(await store.sql(`select 1 from task where state not in ('withdrawn', 'accepted')`)).toEqual([]);
    const again = { ...seed, lifeId: randomUUID() };
    await imported([again]);
    const paid: string[] = [];
    for await (const page of livesToPay(store.db, {})) paid.push(...page.map(({ lifeId }) => lifeId));
    expect(paid).toEqual([again.lifeId]);
  });
});

describe('an import of which a stand has moved on', () => {
  /** Two stands that have begun; the first one will move on. */
  async function begun() {
    const seeds = [newSeed({ plantedOn: '2025-04-10' }), newSeed({ plantedOn: '2025-04-10' })] as const;
    const batch = await imported(seeds);
    await handedOn(true);
    return { seeds, batch };
  }
  /** What the undo said, that it changed nothing being seen to. */
  async function refused(batch: string) {
    const before = await messages();
    const told = await undo(batch);
    expect(await messages()).toEqual(before);
    expect(await listBatches(store.db, 5)).not.toContainEqual(expect.objectContaining({ undoneAt: AT }));
    return told;
  }
  const because = ({ standId }: StandSeed, reason: string, what: string) => ({
    undone: false,
    movedOn: [{ standId, workYear: 2025, reason, what: expect.stringContaining(what) }],
  });
  test('by a command it has answered: nothing is changed, and it is named', async () => {
    const { seeds, batch } = await begun();
    const life = new Life(seeds[0]);
    life.send('2025-05-01', { type: 'suspend', reason: 'DISPUTE' });
    await written(life);
    expect(await refused(batch)).toEqual(because(seeds[0], 'COMMAND', 'StandSuspended'));
  });
  test('by a count that waits for it', async () => {
    const { seeds, batch } = await begun();
    await countsImported(seeds[0]);
    expect(await refused(batch)).toEqual(because(seeds[0], 'SURVEY', '2026-09-20'));
  });
  test('by new rules on their way', async () => {
    const { seeds, batch } = await begun();
    const { lifeId } = seeds[0];
    await orderAdoption(store.db, { policy: EARLIER_CHECKS, selection: { lifeId }, by: 'm', nowMs: Date.now() });
    expect(await refused(batch)).toEqual(because(seeds[0], 'ADOPTION', EARLIER_CHECKS.version));
  });
  test('by what is kept beside it', async () => {
    const { seeds, batch } = await begun();
    const { lifeId } = seeds[0];
    await store.sql(`insert into tenure (life_id, from_on, holder, written_by) values ($1, '2025-05-01', 'h', 'm')`, [
      lifeId,
    ]);
    await store.sql(`insert into stand_archive (life_id, archive_no, numbered_by) values ($1, 'A1', 'm')`, [lifeId]);
    expect(await refused(batch)).toEqual(because(seeds[0], 'REGISTER', 'archive, tenure'));
  });
  test('not by what time alone has brought', async () => {
    const { seeds, batch } = await begun();
    await written(new Life(seeds[0]).until('2026-06-01'));
    expect(await store.sql('select 1 from escalation')).not.toEqual([]);
    expect(await undo(batch)).toMatchObject({ undone: true, waiting: 2 });
  });
  test('after it was told its end, and before it heard of it: it stays, and is named', async () => {
    const { seeds, batch } = await begun();
    await undo(batch);
    await store.sql('update outbox_message set delivered_at = now()');
    const life = new Life(seeds[0]);
    life.send('2025-05-01', { type: 'suspend', reason: 'DISPUTE' });
    await written(life);
    await written(takenBack(seeds[1], batch));
    expect(await undo(batch)).toMatchObject({ closed: 1, waiting: 0, stayed: [{ standId: seeds[0].standId }] });
  });
  test('and a run that was lost before it wrote its end hears it again', async () => {
    const { seeds, batch } = await begun();
    await undo(batch);
    await store.sql('update outbox_message set delivered_at = now()');
    await written(takenBack(seeds[0], batch));
    expect(await offerAgain(store.db)).toBe(1);
    expect(await messages()).toMatchObject([{ id: `undo/${seeds[1].lifeId}` }]);
  });
});

describe('an import of counts', () => {
  test('that no stand has heard leaves nothing, and may come again', async () => {
    const seed = newSeed();
    await imported([seed]);
    const batch = await countsImported(seed);
    expect(await undo(batch)).toEqual({ undone: true, gone: 1, closed: 0, waiting: 0, stayed: [] });
    expect(await messages()).toMatchObject([{ kind: 'startStand' }]);
    await countsImported(seed);
    expect(await messages()).toHaveLength(2);
  });
  test('of which one is with its stand stays whole, and names it', async () => {
    const seeds = [newSeed(), newSeed()] as const;
    await imported(seeds);
    await handedOn(true);
    const batch = await countsImported(...seeds);
    await store.sql(`update outbox_message set attempts = 1 where id like 'survey/' || $1 || '/%'`, [seeds[1].lifeId]);
    expect(await undo(batch)).toEqual({
      undone: false,
      movedOn: [
        {
          standId: seeds[1].standId,
          workYear: 2026,
          reason: 'HANDED_ON',
          what: '2026-09-20 staged',
          count: { surveyId: expect.any(String), capturedOn: '2026-09-20', state: 'staged' },
        },
      ],
    });
    expect(await store.sql('select 1 from survey')).toHaveLength(2);
  });
  test.each([
    [
      'was judged by',
      false,
      { binding: true, verdict: 'PASS' },
      'survey correct STAND ID --captured 2026-09-20 --live',
    ],
    ['was corrected since', true, { correctedBy: 'right' }, 'right has taken its place'],
  ])('of which one %s says what puts it right', async (_title, isCorrected, count, remedy) => {
    const seed = newSeed();
    await imported([seed]);
    const batch = await countsImported(seed);
    const [{ id } = expect.fail()] = await store.sql<{ id: string }>('select id from survey');
    const life = new Life(seed);
    life.survey('2026-09-21', 1900, { surveyId: id, capturedOn: '2026-09-20' });
    const right = { surveyId: 'right', capturedOn: '2026-09-20', counts: { livePoints: 1800 }, plots: 0 };
    if (isCorrected)
      life.send('2026-09-22', { type: 'correctSurvey', supersedes: id, surveyors: ['li', 'wang'], ...right });
    await written(life);
    const report = await undo(batch);
    expect(report).toMatchObject({ undone: false, movedOn: [{ reason: 'HANDED_ON', count }] });
    const [told] = report.undone ? [] : report.movedOn;
    expect(remedyOf(seed.standId, told!.count!, 'en')).toContain(
      remedy.replace('STAND', seed.standId).replace('ID', id),
    );
  });
  test('whose stands refused them all leaves nothing either', async () => {
    const seed = newSeed();
    await imported([seed]);
    const batch = await countsImported(seed);
    await store.sql(`update outbox_message set delivered_at = now()`);
    await store.sql(`update survey set state = 'refused', refused_at = now(), refusal = '{}'`);
    expect(await undo(batch)).toMatchObject({ undone: true, gone: 1 });
  });
});

describe('an import is named', () => {
  test('by the beginning of its id, small or capital letters', async () => {
    const batch = await imported([newSeed()]);
    expect(await batchNamed(store.db, batch.slice(0, 12).toUpperCase(), 'en')).toMatchObject({ id: batch });
  });
  test('else the latest ones are', async () => {
    const batch = await imported([newSeed()]);
    await expect(batchNamed(store.db, 'none', 'en')).rejects.toMatchObject({
      code: 'BATCH_UNKNOWN',
      message: expect.stringContaining(batch),
    });
    await imported([newSeed()]);
    const both = await batchesBeginning(store.db, '');
    await expect(batchNamed(store.db, '', 'zh')).rejects.toMatchObject({
      code: 'BATCH_UNCLEAR',
      message: expect.stringContaining(both[1]!.id),
    });
  });
  test('and one of crews stays', async () => {
    const data = importOf([]);
    await saveImport(store.db, { ...data, batch: { ...data.batch, kind: 'crews' } });
    await expect(undo(data.batch.id)).rejects.toMatchObject({ code: 'BATCH_KIND_WRONG' });
  });
});
