/** A command as it leaves the sender: named, digested, with what its rows need. */
import { randomUUID } from 'node:crypto';
import type { Refusal } from '../domain/errors.ts';
import type { SentCommand } from '../domain/stand/command.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import { digestOf } from './digest.ts';

/** What a sender says; type and digest are made here. Without a command id the sender cannot send it again. */
export type Said<C extends SentCommand> = Omit<C, 'type' | 'digest' | 'commandId'> & { readonly commandId?: string };

export interface Sending {
  readonly workflowId: string;
  readonly command: SentCommand;
  readonly plots: readonly PlotCount[];
  /** What only the rows of other stands can tell against it; asked once no earlier answer is found. */
  readonly faultInRows?: () => Promise<Refusal | undefined>;
}

type Undigested = { [C in SentCommand as C['type']]: Said<C> & Pick<C, 'type'> }[SentCommand['type']];

export function sendingOf(workflowId: string, said: Undigested, plots: readonly PlotCount[] = []): Sending {
  const { commandId = randomUUID(), by: _, ...content } = said;
  const command: SentCommand = { ...said, commandId, digest: digestOf({ ...content, staged: plots }) };
  return { workflowId, command, plots };
}
