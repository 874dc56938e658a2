/** A stand under another country's policy lives on the same workflow, and its rows keep what was counted and declared. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { surveysOf } from '../../prisma/survey-store.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { standUnder } from '../support/policies.ts';
import type { TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

test('an opening of British Columbia is surveyed by stems and declared by its licensee', async () => {
  const { regime } = standUnder(shippedPolicy('bc-interior'), {
    county: 'DPG',
    species: 'PLI',
    plantedOn: '2040-05-20',
  });
  const { workflowId, seed } = await county.plant({ plantedOn: '2040-05-20', regime });
  await fastForward(county.temporal, workflowId, '2040-09-01T20:00:00Z');
  const counts = { stems: { counted: 60, preferred: 62, sampled: 500, unit: 'm2' as const }, naturals: 5 };
  const said = await county.stands.submitSurvey(workflowId, { by: 'crew-1', capturedOn: '2040-09-01', counts });
  expect(said).toMatchObject({ kind: 'answered', recorded: true, answer: { verdict: 'STOCKED' } });
  expect(await surveysOf(county.db, seed.lifeId)).toMatchObject([{ counts, verdict: 'STOCKED', binding: true }]);

  const work = { by: 'clerk-2', dutyId: 'regenerationDeclaration-0', doneOn: '2040-09-01' };
  expect(await county.stands.submitWork(workflowId, work)).toMatchObject({
    kind: 'refused',
    refusal: { refused: 'DECLARANT_MISSING', values: { wanted: 'licensee' } },
  });
  const declared = await county.stands.submitWork(workflowId, { ...work, declarant: 'L97351' });
  expect(declared).toMatchObject({ kind: 'answered', recorded: true });
  const { turns } = await standLog(county.db, seed.lifeId);
  const events = turns.flatMap((turn) => turn.events);
  expect(events.find(({ type }) => type === 'WorkRecorded')).toMatchObject({ declarant: 'L97351' });
  expect(events.findLast(({ type }) => type === 'StageEntered')).toMatchObject({ stage: 'STOCKED' });
});
