/** What a command works with: where the stack is, and connections that are closed whatever happens. */
import type { Client } from '@temporalio/client';
import type { StandClient } from '../client/stand-client.ts';
import { readSettings, type Settings } from '../contract/settings.ts';
import type { Language } from '../domain/language.ts';
import { readEndpoints } from '../embedded/endpoints.ts';
import { openDatabase, type Database } from '../prisma/database.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export interface GlobalOptions {
  readonly folder: string;
  readonly lang: Language;
}

/** Settings from the environment, else from the embedded stack that runs in the folder. */
export function settingsOf({ folder }: Pick<GlobalOptions, 'folder'>): Settings {
  try {
    return readSettings(process.env, readEndpoints(folder));
  } catch (error) {
    throw new CommandError(EXIT.outage, 'NOT_RUNNING', {
      en: (error as Error).message,
      zh: `未找到运行中的服务：请先执行 npm start，或设置 DATABASE_URL 与 TEMPORAL_ADDRESS（${folder}）`,
    });
  }
}

export async function withDatabase<T>(options: GlobalOptions, use: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(settingsOf(options).databaseUrl);
  try {
    return await use(db);
  } catch (error) {
    if (isOfOtherRelease(error)) throw new CommandError(EXIT.failed, 'DATABASE_OF_OTHER_RELEASE', OTHER_RELEASE);
    throw isConnectionError(error) ? outage(DATABASE[options.lang], error, options.lang) : error;
  } finally {
    await db.close();
  }
}

export interface StandContext {
  readonly db: Database;
  readonly stands: StandClient;
  readonly temporal: Client;
}

/** Database and Temporal. A command without plots works while the database is away, so neither is asked first. */
export async function withStands<T>(options: GlobalOptions, use: (context: StandContext) => Promise<T>): Promise<T> {
  const settings = settingsOf(options);
  // Half of the time a command takes to come up; most commands read rows alone.
  const { connectTemporal } = await import('../client/connect.ts');
  const { createStandClient } = await import('../client/stand-client.ts');
  const db = openDatabase(settings.databaseUrl);
  const { client: temporal, close } = await connectTemporal(settings).catch((error: unknown) => {
    throw outage('Temporal', error, options.lang);
  });
  try {
    return await use({ db, temporal, stands: createStandClient({ temporal, db }) });
  } finally {
    await Promise.all([close(), db.close()]);
  }
}

const DATABASE = { en: 'the database', zh: '数据库' };

function outage(what: string, error: unknown, lang: Language): CommandError {
  const met = error instanceof Error ? error.message.split('\n').at(-1) : String(error);
  const said = {
    en: `${what} is away (${met}); nothing was changed, send the same command again`,
    zh: `${what} 无应答（${met}）；未作任何改动，请重发同一命令`,
  };
  return new CommandError(EXIT.outage, 'OUTAGE', said[lang]);
}

const OTHER_RELEASE = {
  en: 'the database is not of this release: a table or column of it is not there; wanted: standkeeper migrate, by the newest release in use',
  zh: '数据库与本版本不符：缺少数据表或字段；请以在用的最新版本执行 standkeeper migrate',
};

/** Prisma's codes for a table and for a column that the database does not have. */
function isOfOtherRelease(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'P2021' || error.code === 'P2022');
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && /ECONNREFUSED|Can't reach|P1001|terminated|ENOTFOUND|ECONNRESET/.test(error.message);
}
