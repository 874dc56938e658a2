/** Which stands a change is for: one, a county's, or those of an import. */
import { InvalidArgumentError, type Command } from 'commander';
import type { Language } from '../domain/language.ts';
import { isUuid } from '../domain/stand/ids.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { countSelected, type StandSelection } from '../prisma/selected-stands.ts';
import { standNamed } from './commands/stands.ts';
import { countyNamed } from './county-named.ts';
import { batchNamed } from './batch-named.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export interface SelectionOptions {
  readonly stand?: string;
  readonly county?: string;
  readonly batch?: string;
}

export function withSelection(command: Command): Command {
  return command
    .option('--stand <stand>', 'one stand: its id or workflow id')
    .option('--county <code|name>', 'all open stands of a county')
    .option('--batch <id>', 'all open stands of an import, see: import list');
}

/** @throws CommandError where nothing is chosen, or nothing open is what was chosen */
export async function selectionOf(
  db: Database,
  policy: LoadedPolicy,
  { stand, county, batch, lang }: SelectionOptions & { readonly lang: Language },
): Promise<StandSelection> {
  if (stand === undefined && county === undefined && batch === undefined)
    throw new CommandError(EXIT.usage, 'SELECTION_MISSING', {
      en: 'no stand is chosen; wanted: --stand, --county or --batch',
      zh: '未选小班；请用 --stand、--county 或 --batch',
    });
  const selection = {
    ...(stand !== undefined && { lifeId: (await standNamed(db, stand)).lifeId }),
    ...(county !== undefined && { county: countyNamed([policy], county).county.code }),
    ...(batch !== undefined && { batch: (await batchNamed(db, batch, lang)).id }),
  };
  if ((await countSelected(db.prisma, selection)) > 0) return selection;
  throw new CommandError(EXIT.notFound, 'SELECTION_EMPTY', {
    en: 'no open stand is what was chosen; nothing was changed',
    zh: '所选范围没有未结案的小班，未作更改',
  });
}

/** Number of an adoption, for commander. */
export function adoptionNumber(text: string): string {
  if (!isUuid(text)) throw new InvalidArgumentError(`${text} is no number of an adoption, see: policy adoptions.`);
  return text;
}
