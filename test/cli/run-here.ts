/** A group of commands run in this process: another one would take seconds to come up, and these speak to the database alone. */
import { Command } from 'commander';
import { vi } from 'vitest';
import { CommandError } from '../../cli/exit-codes.ts';

interface RanHere {
  readonly out: string;
  /** Of a refusal, its exit code and text. */
  readonly code: number;
  readonly err: string;
}

/** @param url - of the database */
export function runner(register: (root: Command) => void, url: () => string) {
  return async (...words: string[]): Promise<RanHere> => {
    const root = new Command('standkeeper').option('--folder <path>', '', '.').option('--lang <lang>', '', 'en');
    register(root);
    root.commands.forEach((group) => [group, ...group.commands].forEach((each) => each.exitOverride()));
    vi.stubEnv('DATABASE_URL', url());
    vi.stubEnv('TEMPORAL_ADDRESS', '127.0.0.1:1');
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    try {
      await root.parseAsync(words, { from: 'user' });
      return { out: lines.join('\n'), code: 0, err: '' };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { out: lines.join('\n'), code: error.exitCode, err: error.message };
    } finally {
      log.mockRestore();
      vi.unstubAllEnvs();
    }
  };
}
