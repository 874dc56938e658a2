/** A life told ahead from the rules alone, before a tree is planted; on request held against a real server. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { simulate } from '../../domain/stand/simulate.ts';
import { timelineOf } from '../../domain/stand/timeline.ts';
import { clausesOf } from '../../policies/clauses.ts';
import type { GlobalOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { lifeOf, METHODS, type LifeOptions, type LifeToWalk, type LifeUnderPolicy } from '../life.ts';
import { printJson } from '../output.ts';
import { say } from '../say.ts';
import { comparisonLines } from '../comparison-words.ts';
import type { Comparison } from '../live-later.ts';
import { printWalk, walkRows } from '../timeline-table.ts';
import { count, standardValues, wholeNumber } from '../units.ts';

type Options = GlobalOptions & LifeOptions & { readonly engine?: true; readonly json?: true };

const HELP = `
Outcomes, one a line or between semicolons (docs/simulating.md has them all):
  2026-09-20 survey live=1560                 a count; live=0.78 is a share of the design
  2029-09-05 survey live=1300 closure=15/100  crowns over ground, as hits of points
  2022-10-20 survey stems=100/2000 preferred=90 naturals=20   accepted stems on m² of plots, abroad
  2034-08-01 survey stems=53/500 total-cover=55/100 seedlings=160/500   of an enclosure; saplings=, cover= as well
  2022-10-26 work regenerationDeclaration-0 declarant=L97351  declared by a named person
  2026-10-24 survey live=1560 received=2026-11-12
  2027-04-02 work replant-0 points=301        without points: as many as needed
  2028-09-20 work countyDecision-2 option=continue
  2030-05-01 damage cause=FIRE lost-m2=20000
  2027-01-10 suspend reason=DISPUTE;  2027-03-01 resume
  on tending                                  what happens otherwise: on the 10th day of the window
  on closureCheck closure=0.22 after=2031 day=20
  2027-04-01 delay 90                         nobody reports anything for 90 days

Exit code 3 where an outcome is refused, 1 where --engine finds a difference.

Example:
  standkeeper simulate --county 140932 --species 油松 --planted 2026-04-15 --designed 2000 \\
    --outcomes '2026-09-20 survey live=1560; on preservationCheck live=0.85 closure=0.15'`;

export function addSimulateCommands(root: Command): void {
  root
    .command('simulate')
    .description('tell the life of a stand ahead, by the rules of a policy 推演')
    .option('--policy <name|file>', 'a policy that ships, or a file', 'xinzhou-2024')
    .requiredOption('--county <code|name>', 'county of the policy')
    .requiredOption('--species <name>', 'any name the policy knows, e.g. 油松')
    .option('--planted <day>', 'planting day, YYYY-MM-DD; of a stand that was there before: --commenced')
    .addOption(new Option('--designed <n>', 'designed points').argParser(wholeNumber).makeOptionMandatory())
    .addOption(new Option('--planted-points <n>', 'planted points; else as designed').argParser(wholeNumber))
    .addOption(new Option('--area-ha <ha>', 'area').default(10).argParser(hectares))
    .addOption(new Option('--altitude <m>', 'metres above the sea; else unknown').argParser(count))
    .addOption(new Option('--nursery-years <n>', 'age of the stock in years; else unknown').argParser(count))
    .addOption(
      new Option('--method <how>', 'how it is made, or how it begins without a planting')
        .choices(Object.keys(METHODS))
        .default('planting'),
    )
    .option('--commenced <day>', 'day the duty to regenerate began (harvest, felling); else the planting day')
    .addOption(
      new Option('--standard <values>', "the stand's own standard, e.g. regenDelay=3").argParser(standardValues),
    )
    .option('--until <day>', 'last day told; else ten years on')
    .option('--outcomes <file|text>', 'what people will report; else nobody reports anything')
    .option('--engine', 'live the same life on a Temporal server of its own by time skipping, and compare')
    .option('--json', 'print data')
    .addHelpText('after', HELP)
    .action((_local: unknown, command: Command) => run(command.optsWithGlobals<Options>()));
}

async function run(options: Options): Promise<void> {
  const life = lifeOf(options);
  const told = tell(life, options);
  if (!options.json) printTold(told, options);
  const engine = options.engine ? await onEngine(life) : undefined;
  if (options.json) printJson({ ...told, ...(engine && { engine }) });
  else if (engine !== undefined) console.log(comparisonLines(engine, options.lang).join('\n'));
  if (told.refused > 0) process.exitCode = EXIT.refused;
  if (engine?.difference !== undefined) process.exitCode = EXIT.failed;
}

/** For commander: at most what one stand can have. */
function hectares(text: string): number {
  const value = Number(text);
  if (value >= 0.01 && value <= 20_000) return value;
  throw new InvalidArgumentError(`${text} is no area; wanted: 0.01 to 20000 ha.`);
}

function tell(life: LifeUnderPolicy, { lang, json }: Options) {
  const { species } = life.policy;
  // Programs have the codes in every language.
  const language = json ? 'en' : lang;
  const telling = { language, nameOf: (code: string) => species[code]?.[language] ?? code };
  const walked = simulate(life);
  const { policy, hash, basis } = life.seed.regime;
  return {
    policy,
    hash,
    basis,
    until: life.until,
    stage: walked.state.stage,
    refused: walked.sent.filter(({ refusal }) => refusal !== undefined).length,
    notReached: walked.notReached,
    rows: walkRows(
      timelineOf(life.seed, walked.turns, clausesOf(life.policy), telling),
      walked,
      life.state.stage,
      lang,
    ),
  };
}

function printTold({ rows, notReached, until }: ReturnType<typeof tell>, { lang }: Options): void {
  printWalk(rows, lang);
  const notReachedBy = lang === 'zh' ? `至 ${until} 尚未到：` : `not reached by ${until}: `;
  for (const { on, deed } of notReached) console.log(`${notReachedBy}${on} ${deed.verb}`);
}

/** Loaded only when asked for: servers and a worker. */
async function onEngine(life: LifeToWalk): Promise<Comparison> {
  const { liveOnEngine } = await import('../simulate-engine.ts');
  return liveOnEngine(life, say);
}
