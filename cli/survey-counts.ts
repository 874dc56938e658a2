/** Crowns and stems of a count, as people write them: `stems=30/500 naturals=5 closure=15/100`. */
import type { SurveyCounts } from '../domain/stand/command.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { given, stemsOf } from './outcome-deeds.ts';
import { readFields } from './outcome-fields.ts';
import { STEMS } from './outcomes.ts';

/**
 * @param about - the option they are written under
 * @param policy - of the stand: its foresters lay plots out in m² or in thousandths of an acre
 * @throws CommandError naming each word that cannot be read, what was met and what is wanted
 */
export function countsWritten(about: string, words: readonly string[], policy: LoadedPolicy): SurveyCounts {
  const { fields, problems } = readFields(policy, about, words, ['closure', 'cover', ...STEMS]);
  if (problems.length > 0) {
    const message = problems.map(({ met, wanted }) => `${met}; wanted: ${wanted}`).join('\n');
    throw new CommandError(EXIT.usage, 'COUNTS_UNREADABLE', message);
  }
  const { closure, cover, naturals } = fields;
  return given({ closure, cover, stems: stemsOf(fields), naturals });
}
