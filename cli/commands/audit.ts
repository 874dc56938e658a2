/** Audits: a list drawn with a stored seed, counts of a higher level, and what they say of all stands. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { INSPECTION_LEVELS, type InspectionLevel } from '../../domain/stand/inspection.ts';
import { drawAudit, findDraw, listDraws } from '../../prisma/audit-store.ts';
import { printDraw, printDraws } from '../audit-table.ts';
import { withDatabase, withStands, type GlobalOptions } from '../context.ts';
import { addCountOptions, countOf, surveyors, type CountOptions } from '../count-options.ts';
import { countyNamed } from '../county-named.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { pieceOption, type WrittenPiece } from '../piece-option.ts';
import { policiesAtHand } from '../policy-named.ts';
import { wholeNumber } from '../units.ts';
import { rulesOf, workflowOf } from '../workflow-of.ts';

interface DrawOptions extends GlobalOptions {
  readonly county: string;
  readonly year: number;
  readonly share: number;
  readonly seed: string;
  readonly level: InspectionLevel;
  readonly by?: string;
  readonly json?: true;
}
type LookOptions = GlobalOptions & { readonly json?: true };

interface SubmitOptions extends CountOptions {
  readonly duty?: string;
  readonly level: InspectionLevel;
  readonly surveyors: readonly string[];
  readonly piece?: readonly WrittenPiece[];
}

const LEVEL = () => new Option('--level <level>', 'inspection level').choices(INSPECTION_LEVELS);

export function addAuditCommands(root: Command): void {
  const audit = root.command('audit').description('inspections of higher levels 核查');
  addDraw(audit);
  audit
    .command('list')
    .description('lists that were drawn, the latest first')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper audit list')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<LookOptions>()));
  audit
    .command('show')
    .argument('<list>', 'number of the list', wholeNumber)
    .description('one list: its stands, what the county and the audit found, and the rate by which all others scale')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper audit show 3')
    .action((id: number, _local: unknown, command: Command) => show(id, command.optsWithGlobals<LookOptions>()));
  addSubmit(audit);
}

function addDraw(audit: Command): void {
  audit
    .command('draw')
    .description('draw the stands to visit, by area; the same county, year and level give the list that stands')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--year <year>', 'work year').argParser(wholeNumber).makeOptionMandatory())
    .addOption(
      new Option('--share <ratio>', 'share of the area to visit, above 0 and up to 1')
        .argParser(share)
        .makeOptionMandatory(),
    )
    .requiredOption('--seed <text>', 'any text, agreed before; it is stored, and draws the same list again')
    .addOption(LEVEL().default('CITY'))
    .option('--by <id>', 'id of who draws')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper audit draw --county 140921 --year 2026 --share 0.1 --seed 2026-11-25-draw --level CITY',
    )
    .action((_local: unknown, command: Command) => draw(command.optsWithGlobals<DrawOptions>()));
}

function addSubmit(audit: Command): void {
  const submitCommand = audit
    .command('submit')
    .argument('<stand>', 'stand id, or its workflow id, which works while the database is away');
  addCountOptions(submitCommand)
    .description('send a count of a higher level; its answer says whether it binds, and what it leaves to be seen to')
    .addOption(LEVEL().makeOptionMandatory())
    .addOption(new Option('--surveyors <id,id>', 'the two who sign').argParser(surveyors).makeOptionMandatory())
    .option('--duty <id>', 'the check it looks at; else the open one, else the last one judged')
    .addOption(pieceOption())
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper audit submit 140921-0001 --captured 2026-10-12 --live 1510 --level CITY --surveyors li,wang',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      submit(reference, command.optsWithGlobals<SubmitOptions>()),
    );
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError(`${text} is no share above 0 and up to 1.`);
  return value;
}

async function draw(options: DrawOptions): Promise<void> {
  const { year: workYear, level, seed, share: wanted } = options;
  await withDatabase(options, async (db) => {
    const { county } = countyNamed(await policiesAtHand(db), options.county);
    const asked = { countyCode: county.code, workYear, level, share: wanted, seed };
    const drawn = await drawAudit(db, { ...asked, at: new Date().toISOString(), by: senderOf(options).by });
    if (drawn === undefined) {
      const message = {
        en: `${county.code} ${county.en} has no stand of ${workYear}; wanted: a county and year with stands`,
        zh: `${county.code} ${county.zh} 没有 ${workYear} 年度的小班`,
      };
      throw new CommandError(EXIT.notFound, 'DRAW_EMPTY', message);
    }
    printDraw(drawn.draw, options, drawn.already);
  });
}

async function list(options: LookOptions): Promise<void> {
  await withDatabase(options, async (db) => printDraws(await listDraws(db), options));
}

async function show(id: number, options: LookOptions): Promise<void> {
  await withDatabase(options, async (db) => {
    const found = await findDraw(db, id);
    if (found === undefined)
      throw new CommandError(EXIT.notFound, 'DRAW_UNKNOWN', {
        en: `there is no list ${id}; see: standkeeper audit list`,
        zh: `没有名单 ${id}，可用 standkeeper audit list 查看`,
      });
    printDraw(found, options);
  });
}

async function submit(reference: string, options: SubmitOptions): Promise<void> {
  const { duty, level, piece, surveyors: signed } = options;
  await withStands(options, async ({ db, stands }) => {
    const audit = {
      ...senderOf(options),
      ...(await countOf(options, () => rulesOf(db, reference), piece)),
      level,
      surveyors: signed,
      ...(duty !== undefined && { dutyId: duty }),
    };
    printOutcome(await stands.submitAudit(await workflowOf(db, reference), audit), options);
  });
}
