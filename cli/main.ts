/** The command line: parses, calls, prints. Every command has `--help` with an example and, where it answers, `--json`. */
import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './commands/audit.ts';
import { addDamageCommands } from './commands/damage.ts';
import { addEraseCommand } from './commands/erase.ts';
import { addExportCommands } from './commands/export.ts';
import { addGateCommands } from './commands/gate.ts';
import { addImportCommands } from './commands/import.ts';
import { addOperateCommands } from './commands/operate.ts';
import { addPaymentCommands } from './commands/payments.ts';
import { addPolicyCommands } from './commands/policy.ts';
import { addPolicyChangeCommands } from './commands/policy-change.ts';
import { addRebuildCommand } from './commands/rebuild.ts';
import { addReshapeCommands } from './commands/reshape.ts';
import { addResyncCommand } from './commands/resync.ts';
import { addRunCommands } from './commands/run.ts';
import { addSimulateCommands } from './commands/simulate.ts';
import { addStandCommands } from './commands/stands.ts';
import { addSteerCommands } from './commands/steer.ts';
import { addSurveyCommands } from './commands/survey.ts';
import { addSweepCommands } from './commands/sweep.ts';
import { addTaskCommands } from './commands/tasks.ts';
import { StackError } from '../embedded/stack-error.ts';
import { ImportError } from '../imports/problems.ts';
import { PolicyError } from '../policies/load.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { languageOf } from './language.ts';
import { printJson } from './output.ts';
import { outliveReaders } from './readers-gone.ts';

function program(): Command {
  const root = new Command('standkeeper')
    .description('Keeps every planted stand and its duties until it is forest. 林业小班造林后管护')
    .option('--folder <path>', 'folder of the embedded mode', '.standkeeper')
    .option('--lang <en|zh>', 'language of what is printed', languageOf(process.env))
    .showHelpAfterError('(--help shows an example)')
    .exitOverride();
  for (const add of [
    addRunCommands,
    addImportCommands,
    addExportCommands,
    addStandCommands,
    addSteerCommands,
    addReshapeCommands,
    addEraseCommand,
    addTaskCommands,
    addSurveyCommands,
    addAuditCommands,
    addDamageCommands,
    addGateCommands,
    addPolicyCommands,
    addPolicyChangeCommands,
    addPaymentCommands,
    addSimulateCommands,
    addSweepCommands,
    addRebuildCommand,
    addResyncCommand,
    addOperateCommands,
  ]) {
    add(root);
  }
  // A failing sub-command must reach us as well, so that every exit code is one of the documented ones.
  root.commands.forEach((command) => [command, ...command.commands].forEach((each) => each.exitOverride()));
  return root;
}

async function main(): Promise<number> {
  try {
    await program().parseAsync(process.argv);
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return report(error);
  }
}

/** One clear line for people; with --json the same as data. A bug keeps its stack, for us to find it. */
function report(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  const known = knownAs(error);
  if (process.argv.includes('--json')) printJson({ error: { code: known?.code ?? 'UNEXPECTED', message } });
  console.error(known ? `standkeeper: ${message}` : error);
  return known?.exitCode ?? EXIT.failed;
}

function knownAs(error: unknown): { readonly code: string; readonly exitCode: number } | undefined {
  if (error instanceof CommandError) return error;
  if (error instanceof ImportError) return { code: error.problem.code, exitCode: EXIT.refused };
  if (error instanceof StackError) return { code: 'STACK', exitCode: EXIT.failed };
  return error instanceof PolicyError ? { code: 'POLICY', exitCode: EXIT.refused } : undefined;
}

outliveReaders();
// Open handles of a library must not keep a finished command alive.
process.exit(await main());
