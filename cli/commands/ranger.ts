/** Rangers of stands: who cares for them, and whose contract is to be handed over. */
import { Option, type Command } from 'commander';
import type { IsoDate } from '../../domain/day.ts';
import { isRefusal, refuse } from '../../domain/errors.ts';
import { label } from '../../domain/labels.ts';
import { careLacks, careUntil } from '../../domain/register/care.ts';
import { handOver, standsInCare, writeCare } from '../../prisma/care-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { day, todayIn } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { wholeNumber } from '../units.ts';
import { standNamed } from './stands.ts';

interface NameOptions extends GlobalOptions {
  readonly name: string;
  readonly from?: IsoDate;
  readonly until?: IsoDate;
  readonly by?: string;
}
type HandOptions = GlobalOptions & { readonly on: IsoDate; readonly paper?: string };
type DueOptions = GlobalOptions & {
  readonly county: string;
  readonly on?: IsoDate;
  readonly limit: number;
  readonly json?: true;
};

const STAND = 'stand id (county-number), life id or workflow id';
const ROWS = 50;

export function addRangerCommands(root: Command): void {
  const group = root.command('ranger').description('rangers, their contracts and hand-overs 护林员');
  group
    .command('name')
    .argument('<stand>', STAND)
    .description('write down who cares for a stand, from its planting on or from another day')
    .requiredOption('--name <name>', 'person; kept in the database alone')
    .addOption(new Option('--from <day>', 'first day of the contract; else the planting day').argParser(day))
    .addOption(new Option('--until <day>', 'last day of the contract; else as the policy says').argParser(day))
    .option('--by <id>', 'id of who writes it down')
    .addHelpText('after', '\nExample:\n  standkeeper ranger name 140921-0001 --name 王林')
    .action((reference: string, _local: unknown, command: Command) =>
      name(reference, command.optsWithGlobals<NameOptions>()),
    );
  group
    .command('handover')
    .argument('<stand>', STAND)
    .description('the deed at the end of a contract: the earliest that has not been handed over')
    .addOption(new Option('--on <day>', 'day of the deed, YYYY-MM-DD').argParser(day).makeOptionMandatory())
    .option('--paper <no>', 'number of its paper')
    .addHelpText('after', '\nExample:\n  standkeeper ranger handover 140921-0001 --on 2029-04-10 --paper 2029-3')
    .action((reference: string, _local: unknown, command: Command) =>
      hand(reference, command.optsWithGlobals<HandOptions>()),
    );
  group
    .command('due')
    .description('open stands of a county without a ranger, and contracts that wait for their hand-over')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--on <day>', 'as of a day, YYYY-MM-DD; else today').argParser(day))
    .addOption(new Option('--limit <n>', 'rows shown; --json has all').default(ROWS).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper ranger due --county 140921')
    .action((_local: unknown, command: Command) => due(command.optsWithGlobals<DueOptions>()));
}

async function name(reference: string, options: NameOptions): Promise<void> {
  const { name: ranger, lang } = options;
  await withDatabase(options, async (db) => {
    const { lifeId, standId, countyCode, plantedOn } = await standNamed(db, reference, lang);
    const { policy } = countyNamed(await policiesAtHand(db), countyCode);
    const fromOn = options.from ?? plantedOn;
    const untilOn = options.until ?? careUntil(fromOn, registerRules(policy, 'care', lang));
    if (untilOn < fromOn) throw refusalError(refuse('CARE_DAYS', { met: untilOn, wanted: fromOn }), lang);
    const refusal = await writeCare(db, { lifeId, standId, fromOn, untilOn, ranger, by: senderOf(options).by });
    if (refusal) throw refusalError(refusal, lang);
    console.log(
      lang === 'zh'
        ? `${standId}：${fromOn} 至 ${untilOn} 由 ${ranger} 管护`
        : `${standId}: ${ranger} from ${fromOn} to ${untilOn}`,
    );
  });
}

async function hand(reference: string, options: HandOptions): Promise<void> {
  const { on, paper, lang } = options;
  await withDatabase(options, async (db) => {
    const { lifeId, standId } = await standNamed(db, reference, lang);
    const done = await handOver(db, { lifeId, standId, on, ...(paper !== undefined && { paperNo: paper }) });
    if (isRefusal(done)) throw refusalError(done, lang);
    const { ranger, untilOn } = done.care;
    console.log(
      lang === 'zh'
        ? `${standId}：${ranger} 的管护合同（至 ${untilOn}）已于 ${on} 移交`
        : `${standId}: the contract of ${ranger} until ${untilOn} was handed over on ${on}`,
    );
  });
}

async function due(options: DueOptions): Promise<void> {
  const { limit, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, policy } = countyNamed(await policiesAtHand(db), options.county);
    const today = options.on ?? todayIn(policy);
    const rows = (await standsInCare(db, county.code)).flatMap(({ standId, plantedOn, care, joined }) =>
      careLacks(care, { plantedOn, today, joined }).map(({ what, since }) => {
        const ended = [...care, ...joined].find(({ untilOn }) => untilOn === since);
        const ranger = what === 'HAND_OVER' ? ended?.ranger : undefined;
        return { standId, what, since, ...(ranger !== undefined && { ranger }) };
      }),
    );
    if (json) return printJson({ county: county.code, on: today, rows });
    const zh = lang === 'zh';
    printTable(
      rows.slice(0, limit),
      [
        { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
        { heading: zh ? '事项' : 'what', of: ({ what }) => label('care', what, lang) },
        { heading: zh ? '自' : 'since', of: ({ since }) => since },
        { heading: zh ? '护林员' : 'ranger', of: ({ ranger }) => ranger },
      ],
      zh ? '管护均已落实' : 'every stand is cared for',
    );
    if (rows.length > limit) console.log(zh ? `共 ${rows.length} 行` : `${rows.length} rows in all; --json has them`);
  });
}
