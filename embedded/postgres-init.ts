import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './private-file.ts';
import { runToEnd } from './run-to-end.ts';
import { StackError } from './stack-error.ts';
import type { SystemUser } from './system-user.ts';
import type { Patience } from './wait.ts';

/** The role that owns everything, and the name of the product's database. */
export const ROLE = 'standkeeper';

/** The password of the folder's database: random, made before the data and kept beside it for its owner alone. */
export function passwordOf(folder: string, data: string): string {
  const file = join(folder, 'postgres.password');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  if (existsSync(data)) {
    throw new StackError(
      `${file} is missing while the data in ${data} is there; wanted: the file that was made with that data`,
    );
  }
  const password = randomBytes(24).toString('hex');
  writePrivately(file, password);
  return password;
}

export interface InitOptions extends Patience {
  readonly native: string;
  readonly data: string;
  readonly password: string;
  readonly user: SystemUser | undefined;
  /** False for tests. */
  readonly durable: boolean;
}

/** Makes the data in a draft folder and renames it: a start killed halfway leaves nothing that looks whole. */
export async function initDatabaseFolder({ native, data, password, user, ...options }: InitOptions): Promise<void> {
  options.say('making the data folder of PostgreSQL');
  const draft = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  try {
    const args = [
      '-D',
      draft,
      '-U',
      ROLE,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ];
    if (!options.durable) args.push('--no-sync');
    await runToEnd(join(native, 'bin', 'initdb'), args, { ...user, cwd: '/', signal: options.signal });
    renameSync(draft, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
