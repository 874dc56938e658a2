/**
 * First word of a command → what registers its group. Only the group that is named is loaded: all of them together take a
 * second to come up, most of it for servers that a reading command never speaks to.
 */
import type { Command } from 'commander';

type Register = (root: Command) => void;
type Loaders = readonly (() => Promise<Register>)[];

const running = async () => (await import('./commands/run.ts')).addRunCommands;
const operating = async () => (await import('./commands/operate.ts')).addOperateCommands;

/** In the order of the help; what adds to a group comes after what makes it. */
export const GROUPS: Readonly<Record<string, Loaders>> = {
  up: [running],
  worker: [running],
  import: [
    async () => (await import('./commands/import.ts')).addImportCommands,
    async () => (await import('./commands/import-undo.ts')).addUndoCommands,
  ],
  export: [async () => (await import('./commands/export.ts')).addExportCommands],
  stands: [
    async () => (await import('./commands/stands.ts')).addStandCommands,
    async () => (await import('./commands/steer.ts')).addSteerCommands,
    async () => (await import('./commands/reshape.ts')).addReshapeCommands,
    async () => (await import('./commands/erase.ts')).addEraseCommand,
  ],
  tasks: [async () => (await import('./commands/tasks.ts')).addTaskCommands],
  survey: [async () => (await import('./commands/survey.ts')).addSurveyCommands],
  audit: [async () => (await import('./commands/audit.ts')).addAuditCommands],
  damage: [async () => (await import('./commands/damage.ts')).addDamageCommands],
  gate: [
    async () => (await import('./commands/gate.ts')).addGateCommands,
    async () => (await import('./commands/gate-permit.ts')).addPermitCommands,
  ],
  case: [async () => (await import('./commands/case.ts')).addCaseCommands],
  contract: [async () => (await import('./commands/contract.ts')).addContractCommands],
  insurance: [async () => (await import('./commands/insurance.ts')).addInsuranceCommands],
  archive: [async () => (await import('./commands/archive.ts')).addArchiveCommands],
  tenure: [async () => (await import('./commands/tenure.ts')).addTenureCommands],
  ranger: [async () => (await import('./commands/ranger.ts')).addRangerCommands],
  conversion: [async () => (await import('./commands/conversion.ts')).addConversionCommands],
  selfcheck: [async () => (await import('./commands/self-check.ts')).addSelfCheckCommands],
  land: [async () => (await import('./commands/land.ts')).addLandCommands],
  seedlings: [async () => (await import('./commands/seedlings.ts')).addSeedlingCommands],
  policy: [
    async () => (await import('./commands/policy.ts')).addPolicyCommands,
    async () => (await import('./commands/policy-change.ts')).addPolicyChangeCommands,
  ],
  payments: [async () => (await import('./commands/payments.ts')).addPaymentCommands],
  simulate: [async () => (await import('./commands/simulate.ts')).addSimulateCommands],
  sweep: [async () => (await import('./commands/sweep.ts')).addSweepCommands],
  rebuild: [async () => (await import('./commands/rebuild.ts')).addRebuildCommand],
  resync: [async () => (await import('./commands/resync.ts')).addResyncCommand],
  rollover: [operating],
  unpark: [operating],
  migrate: [operating],
  doctor: [operating],
};

/** Global options that take a word, which is no command. */
const WITH_WORD: readonly string[] = ['--folder', '--lang'];

/**
 * What to load for a command line; everything for help, and where nothing is named that is known.
 *
 * @param words - the command line after the program's name
 */
export async function registersFor(words: readonly string[]): Promise<readonly Register[]> {
  const named = words.find((word, at) => !word.startsWith('-') && !WITH_WORD.includes(words[at - 1] ?? ''));
  const loaders = GROUPS[named ?? ''] ?? [...new Set(Object.values(GROUPS).flat())];
  return Promise.all(loaders.map((load) => load()));
}
