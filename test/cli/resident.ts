/**
 * The command line in a process that stays, so that what commands load is loaded once: the words and the environment of one
 * command come as a message, what it printed and its exit code go back.
 */
import { runCommandLine } from '../../cli/command-line.ts';
import type { Env, Ran } from './run.ts';

export interface Order {
  readonly words: readonly string[];
  readonly env: Env;
}

let printed = { out: '', err: '' };
process.stdout.write = (chunk: string | Uint8Array) => keep('out', chunk);
process.stderr.write = (chunk: string | Uint8Array) => keep('err', chunk);
process.on('disconnect', () => process.exit());
process.on('message', (order) => void run(order as Order));
process.send?.('ready');

function keep(stream: keyof typeof printed, chunk: string | Uint8Array): true {
  printed[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
  return true;
}

async function run({ words, env }: Order): Promise<void> {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  printed = { out: '', err: '' };
  process.exitCode = undefined;
  const code = await runCommandLine(words);
  process.send?.({ code, ...printed } satisfies Ran);
}
