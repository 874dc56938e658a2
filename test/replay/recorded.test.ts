import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { breaksOf, type Break } from '../../worker/replay.ts';
import { ownBuild } from '../workflows/county.ts';

const HERE = import.meta.dirname;
const RELEASES = readdirSync(HERE).filter((name) => /^\d+\.\d+\.\d+/.test(name));
const RECORDED = RELEASES.flatMap((release) =>
  readdirSync(path.join(HERE, release)).map((file) => `${release}/${file}`),
);

function* histories(): Generator<HistoryAndWorkflowId> {
  for (const file of RECORDED) {
    const history: unknown = JSON.parse(readFileSync(path.join(HERE, file), 'utf8'));
    yield { workflowId: file, history };
  }
}

let replayed: number;
let breaks: readonly Break[];
/** By one worker: to bring one up takes longer than any of the histories. */
beforeAll(async () => {
  const { bundlePath } = await ownBuild();
  ({ replayed, breaks } = await breaksOf(await readFile(bundlePath, 'utf8'), histories()));
});

test('there are recorded histories, and each is replayed', () => {
  expect(RELEASES).not.toHaveLength(0);
  expect(replayed).toBe(RECORDED.length);
});

describe.each(RELEASES)('runs recorded with release %s replay', (release) => {
  test.each(RECORDED.filter((file) => file.startsWith(`${release}/`)))('%s', (file) => {
    expect(breaks.find(({ workflowId }) => workflowId === file)).toBeUndefined();
  });
});
