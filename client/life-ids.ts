/** Ids of lives that a command begins: sent again under its own id, the command names the same lives. */
import { createHash } from 'node:crypto';

/** A UUID of version 8, over what makes the life unique. */
export function childLifeId(parentWorkflowId: string, commandId: string, standId: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([parentWorkflowId, commandId, standId]))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
