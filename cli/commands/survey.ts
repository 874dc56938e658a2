/** A count from the field: by figures, by a file of plots, or piece by piece; and the right one in the place of a wrong one. */
import { Option, type Command } from 'commander';
import { INSPECTION_LEVELS, type InspectionLevel } from '../../domain/stand/inspection.ts';
import { withStands } from '../context.ts';
import { addCountOptions, countOf, surveyors, type CountOptions } from '../count-options.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { pieceOption, type WrittenPiece } from '../piece-option.ts';
import { rulesOf, workflowOf } from '../workflow-of.ts';

interface SubmitOptions extends CountOptions {
  readonly duty?: string;
  readonly level?: InspectionLevel;
  readonly surveyors?: readonly string[];
  readonly piece?: readonly WrittenPiece[];
}
type CorrectOptions = CountOptions & { readonly surveyors: readonly string[] };

const STAND = 'stand id, or its workflow id, which works while the database is away';

export function addSurveyCommands(root: Command): void {
  const survey = root.command('survey').description('counts of live points 成活率调查');
  addCountOptions(survey.command('submit').argument('<stand>', STAND))
    .description('send a count; its answer says whether it binds, and the verdict')
    .option('--duty <id>', 'the check it answers; else the one owed')
    .addOption(new Option('--level <level>', 'inspection level; else the county').choices(INSPECTION_LEVELS))
    .addOption(new Option('--surveyors <id,id>', 'the two who sign; needed with --level').argParser(surveyors))
    .addOption(pieceOption())
    .addHelpText(
      'after',
      `\nExample:
  standkeeper survey submit 140921-0001 --captured 2026-09-25 --live 1699
  standkeeper survey submit 140921-0001 --captured 2026-09-25 --piece 'm2=95000 live=1790' --piece 'm2=5000 lost=FIRE'`,
    )
    .action(async (reference: string, _local: unknown, command: Command) =>
      submit(reference, command.optsWithGlobals<SubmitOptions>()),
    );
  addCountOptions(
    survey
      .command('correct')
      .argument('<stand>', STAND)
      .argument('<survey>', 'id of the wrong survey, see: stands show'),
  )
    .description('send the right count in the place of a wrong one; refused where something was done on that already')
    .addOption(new Option('--surveyors <id,id>', 'the two who sign').argParser(surveyors).makeOptionMandatory())
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper survey correct 140921-0001 s-17 --captured 2026-09-25 --live 1796 --surveyors li,wang',
    )
    .action(async (reference: string, survey: string, _local: unknown, command: Command) =>
      correct(reference, survey, command.optsWithGlobals<CorrectOptions>()),
    );
}

async function submit(reference: string, options: SubmitOptions): Promise<void> {
  const { duty, level, piece, surveyors: signed } = options;
  if (level !== undefined && signed === undefined) {
    throw new CommandError(EXIT.usage, 'SURVEYORS_MISSING', {
      en: `level ${level} is given and nobody signs; wanted: --surveyors ID,ID`,
      zh: `已给级别 ${level}，但无人签名；请用 --surveyors 编号,编号`,
    });
  }
  await withStands(options, async ({ db, stands }) => {
    const survey = {
      ...senderOf(options),
      ...(await countOf(options, () => rulesOf(db, reference), piece)),
      ...(duty !== undefined && { dutyId: duty }),
      ...(level !== undefined && { level }),
      ...(signed !== undefined && { surveyors: signed }),
    };
    printOutcome(await stands.submitSurvey(await workflowOf(db, reference), survey), options);
  });
}

async function correct(reference: string, supersedes: string, options: CorrectOptions): Promise<void> {
  const { surveyors: signed } = options;
  await withStands(options, async ({ db, stands }) => {
    const count = await countOf(options, () => rulesOf(db, reference));
    const correction = { ...senderOf(options), ...count, supersedes, surveyors: signed };
    printOutcome(await stands.correctSurvey(await workflowOf(db, reference), correction), options);
  });
}
