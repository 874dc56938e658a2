/** Points of each species of a mixed planting, as people write and read them: `油松=151 白桦=49`. */
import type { Language } from '../domain/language.ts';
import type { SubmitWork } from '../domain/stand/command.ts';
import { mostFirst } from '../domain/stand/mix.ts';
import type { Database } from '../prisma/database.ts';
import type { TaskRow } from '../prisma/task-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { policyOf } from './policy-named.ts';
import { speciesName, speciesNamed } from './species.ts';
import { partOfTask, type TaskPart } from './task-part.ts';

/**
 * @returns by species code; undefined where the stand of the task is not written down, which the stand itself refuses
 * @throws CommandError naming the word that cannot be read, and what is wanted
 */
export async function pointsOfSpecies(
  db: Database,
  task: TaskRow,
  words: readonly string[],
): Promise<SubmitWork['bySpecies']> {
  const about = await partOfTask(db, task);
  if (about === undefined) return undefined;
  const policy = await policyOf(db, about.regime);
  const points: Record<string, number> = {};
  for (const word of words) {
    const [, name, number] = /^([^=]+)=([1-9]\d{0,8})$/.exec(word) ?? [];
    const code = name === undefined ? undefined : speciesNamed(policy, name);
    if (code === undefined || code in points) {
      throw new CommandError(EXIT.usage, 'COUNTS_UNREADABLE', {
        en: `--of ${word}; wanted: each species once, with its points, as 油松=151`,
        zh: `--of ${word}；应为：每个树种一次及其株数，如 油松=151`,
      });
    }
    points[code] = Number(number);
  }
  return points;
}

/** @example await seedlingsOfSpecies(db, about, 'zh') // '油松 151、白桦 49' */
export async function seedlingsOfSpecies(
  db: Database,
  { state, duty }: TaskPart,
  language: Language,
): Promise<string | undefined> {
  const needed = mostFirst(duty.needs?.bySpecies ?? {});
  if (needed.length === 0) return undefined;
  const each = await Promise.all(
    needed.map(async ([code, points]) => `${await speciesName(db, state, code, language)} ${points}`),
  );
  return each.join(language === 'zh' ? '、' : ', ');
}
