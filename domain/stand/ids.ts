/** Ids that cross processes: built here and nowhere else. */
import type { StandSeed } from './state.ts';

/** @example standWorkflowId({ standId: '140921-0123', workYear: 2026, lifeId: '9f3c1a…' }) // 'stand/140921-0123/2026~9f3c1a' */
export function standWorkflowId(seed: Pick<StandSeed, 'standId' | 'workYear' | 'lifeId'>): string {
  return `stand/${seed.standId}/${seed.workYear}~${seed.lifeId.slice(0, 6)}`;
}

/** A task's id, unique over all lives: `140921-0123~9f3c1a/replant-0.1`. */
export function taskIdOf(seed: Pick<StandSeed, 'standId' | 'lifeId'>, dutyId: string, taskNo: number): string {
  return `${seed.standId}~${seed.lifeId.slice(0, 6)}/${dutyId}.${taskNo}`;
}

/** The command by which a stand takes part in an adoption: sent again it is the same one. */
export function adoptionCommandId(adoptionId: string): string {
  return `adopt-${adoptionId}`;
}

/** The command by which a stand of an import is taken back. */
export function undoCommandId(batchId: string): string {
  return `undo-${batchId}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text has the form of a life's, an import's or an adoption's id, in either case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
