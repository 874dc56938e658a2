/** How many days of a crew a duty takes: a bureau's own setting beside the policy, never part of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MARKS } from '../domain/policy/regime.ts';
import type { ChangedDuty } from '../domain/stand/preview-adoption.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { readFileOr } from './files.ts';

const days = z.number().min(0);
const schema = z.strictObject({
  clause: z.string().min(1),
  mark: z.enum(MARKS),
  unit: z.literal('crew-days'),
  duties: z.record(z.string(), z.strictObject({ perVisit: days, perHa: days })),
});

export type CrewDayNorms = z.infer<typeof schema>;

const SHIPPED = fileURLToPath(new URL('../samples/crew-days.json', import.meta.url));
const M2_PER_HA = 10_000;

/** @param file - absent = the sample that ships, whose numbers are nobody's norm */
export function readCrewDays(file?: string): CrewDayNorms {
  const text = file === undefined ? readFileSync(SHIPPED, 'utf8') : readFileOr(file).toString('utf8');
  const read = schema.safeParse(jsonOf(text, file));
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw unreadable(file, `${path.join('.') || '(whole file)'}: ${message}`);
}

function jsonOf(text: string, file: string | undefined): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(file: string | undefined, met: string): CommandError {
  const message = {
    en: `${file ?? SHIPPED} holds no crew-days: ${met}; wanted: a file like samples/crew-days.json`,
    zh: `${file ?? SHIPPED} 不是工日定额文件：${met}；应同 samples/crew-days.json`,
  };
  return new CommandError(EXIT.refused, 'CREW_DAYS_UNREADABLE', message);
}

/** Crew-days of duties by their area; a duty without a norm takes none. */
export function crewDaysOf({ duties }: CrewDayNorms, all: readonly Pick<ChangedDuty, 'code' | 'areaM2'>[]): number {
  return all.reduce((sum, { code, areaM2 }) => {
    const norm = duties[code];
    return norm === undefined ? sum : sum + norm.perVisit + (norm.perHa * areaM2) / M2_PER_HA;
  }, 0);
}
