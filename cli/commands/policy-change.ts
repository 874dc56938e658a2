/** Changing the policy of stands: two versions compared, a change looked at before, and adopted. */
import { Option, type Command } from 'commander';
import { comparePolicies } from '../../policies/compare.ts';
import type { LoadedPolicy } from '../../policies/load.ts';
import { adoptionOutcome, listAdoptions } from '../../prisma/adoption-outcome.ts';
import type { Database } from '../../prisma/database.ts';
import type { StandSelection } from '../../prisma/selected-stands.ts';
import { orderAdoption, watchAdoption } from '../adopt-policy.ts';
import { printAdoption, printAdoptions, printOutcome } from '../adoption-table.ts';
import { printDifferences } from '../compare-table.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { readCrewDays } from '../crew-days.ts';
import { EXIT } from '../exit-codes.ts';
import { senderOf } from '../outcome.ts';
import { printJson } from '../output.ts';
import { isVersion, policyChosen, refuseUnpublished } from '../policy-chosen.ts';
import { effectsFile } from '../preview-csv.ts';
import { previewPolicy } from '../preview-policy.ts';
import { printPreview } from '../preview-table.ts';
import { say } from '../say.ts';
import { adoptionNumber, selectionOf, withSelection, type SelectionOptions } from '../stand-selection.ts';

type Options = GlobalOptions & { readonly json?: true };
type PreviewOptions = Options & SelectionOptions & { readonly csv?: string; readonly crewDays?: string };
type AdoptOptions = Options & SelectionOptions & { readonly yes?: true; readonly by?: string };

const POLICY = 'a policy that ships, a file, or a published version as name@1.0.0';
const CREW_DAYS = new Option('--crew-days <file>', 'days of a crew by duty (JSON); else samples/crew-days.json');

/** Below `policy`, which has to be there already. */
export function addPolicyChangeCommands(root: Command): void {
  const policy = root.commands.find((command) => command.name() === 'policy')!;
  policy
    .command('compare')
    .argument('<before>', POLICY)
    .argument('<after>', POLICY)
    .option('--json', 'print data')
    .description('two policies number by number: value, unit, clause and mark of either')
    .addHelpText('after', '\nExample:\n  standkeeper policy compare xinzhou-2024@1.0.0 new-rules.yaml')
    .action((before: string, after: string, _local: unknown, command: Command) =>
      compare([before, after], command.optsWithGlobals<Options>()),
    );
  withSelection(policy.command('preview').argument('<policy>', POLICY))
    .option('--csv <file>', 'the effect on each stand, for a spreadsheet')
    .addOption(CREW_DAYS)
    .option('--json', 'print data')
    .description('what stands would owe under a policy, by county; changes nothing')
    .addHelpText('after', '\nExample:\n  standkeeper policy preview new-rules.yaml --county 140921 --csv effect.csv')
    .action((name: string, _local: unknown, command: Command) =>
      preview(name, command.optsWithGlobals<PreviewOptions>()),
    );
  withSelection(policy.command('adopt').argument('<policy>', POLICY))
    .option('--yes', 'adopt it; without, only the preview is shown')
    .option('--by <id>', 'id of who orders it')
    .option('--json', 'print data')
    .description('stands live by a published policy from now on; what was judged stays judged')
    .addHelpText('after', '\nExample:\n  standkeeper policy adopt xinzhou-2024@1.3.0 --county 140921 --yes')
    .action((name: string, _local: unknown, command: Command) => adopt(name, command.optsWithGlobals<AdoptOptions>()));
  policy
    .command('adoptions')
    .argument('[number]', 'of one of them: what became of its stands', adoptionNumber)
    .option('--json', 'print data')
    .description('what was adopted, the latest first; with a number, who refused and why')
    .addHelpText('after', '\nExample:\n  standkeeper policy adoptions')
    .action((number: string | undefined, _local: unknown, command: Command) =>
      adoptions(number, command.optsWithGlobals<Options>()),
    );
}

async function compare(names: readonly [string, string], options: Options): Promise<void> {
  const chosen = (db?: Database) => Promise.all(names.map((name) => policyChosen(name, db)));
  const policies = names.some(isVersion) ? await withDatabase(options, chosen) : await chosen();
  const [before, after] = policies as [LoadedPolicy, LoadedPolicy];
  const differences = comparePolicies(before, after);
  const heads = { before: headOf(before), after: headOf(after) };
  if (options.json) printJson({ ...heads, differences });
  else printDifferences(differences, heads, options.lang);
}

function headOf({ policy, version }: LoadedPolicy): string {
  return `${policy}@${version}`;
}

function preview(name: string, options: PreviewOptions): Promise<void> {
  return withDatabase(options, async (db) => {
    const policy = await policyChosen(name, db);
    await showPreview(db, { policy, selection: await selectionOf(db, policy, options) }, options);
  });
}

interface Change {
  readonly policy: LoadedPolicy;
  readonly selection: StandSelection;
}

async function showPreview(db: Database, { policy, selection }: Change, options: PreviewOptions): Promise<void> {
  const { lang, json } = options;
  const norms = readCrewDays(options.crewDays);
  const file = options.csv === undefined ? undefined : await effectsFile(options.csv, lang);
  try {
    const looking = { policy, norms, nowMs: Date.now() };
    const counties = await previewPolicy(db, selection, looking, async (page) => file?.write(page));
    await file?.end();
    printPreview(counties, { policy, norms, lang, ...(json && { json }) });
  } catch (error) {
    await file?.abandon();
    throw error;
  }
}

function adopt(name: string, options: AdoptOptions): Promise<void> {
  return withDatabase(options, async (db) => {
    const policy = await policyChosen(name, db);
    const change = { policy, selection: await selectionOf(db, policy, options) };
    if (!options.yes) {
      await showPreview(db, change, options);
      return say(options.lang === 'zh' ? '未作更改；加 --yes 即改用' : 'nothing was changed; with --yes it is adopted');
    }
    await refuseUnpublished(db, policy, options.lang);
    const adoption = await orderAdoption(db, { ...change, by: senderOf(options).by, nowMs: Date.now() });
    if (!options.json) printAdoption(adoption, options.lang);
    const outcome = await watchAdoption(db, adoption);
    if (options.json) printJson({ ...adoption, outcome });
    else printOutcome(outcome, options.lang);
    if (outcome.refused.length > 0) process.exitCode = EXIT.refused;
  });
}

async function adoptions(number: string | undefined, options: Options): Promise<void> {
  if (number === undefined) {
    const rows = await withDatabase(options, listAdoptions);
    return options.json ? printJson(rows) : printAdoptions(rows, options.lang);
  }
  const outcome = await withDatabase(options, (db) => adoptionOutcome(db, number));
  if (options.json) printJson(outcome);
  else printOutcome(outcome, options.lang);
}
