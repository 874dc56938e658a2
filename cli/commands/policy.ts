/** Commands on policies: check a file, publish it, list what was published. */
import { Option, type Command } from 'commander';
import { isRefusal, sayRefusal } from '../../domain/errors.ts';
import { readPolicy, type PolicyProblem } from '../../policies/check.ts';
import { PolicyError } from '../../policies/load.ts';
import { listPolicies } from '../../prisma/policy-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { readFileOr } from '../files.ts';
import { printJson, printTable } from '../output.ts';
import { publishFile } from '../publish-policy.ts';

type Options = GlobalOptions & { readonly json?: true; readonly by: string };

export function addPolicyCommands(root: Command): void {
  const policy = root.command('policy').description('policies: the rules as data 政策');
  policy
    .command('check')
    .argument('<file>', 'policy file (YAML)')
    .option('--json', 'print data instead of a table')
    .description('explain each error of a policy file: file, line, path, value met, values wanted')
    .addHelpText('after', '\nExample:\n  standkeeper policy check policies/xinzhou-2024.yaml')
    .action((file: string, options: { json?: true }) => check(file, options));
  policy
    .command('publish')
    .argument('<file>', 'policy file (YAML)')
    .addOption(new Option('--by <id>', 'id of who publishes it').default('operator'))
    .option('--json', 'print data')
    .description('keep a sound policy file for good; its version never means anything else afterwards')
    .addHelpText('after', '\nExample:\n  standkeeper policy publish policies/xinzhou-2024.yaml')
    .action((file: string, _local: unknown, command: Command) => publish(file, command.optsWithGlobals<Options>()));
  policy
    .command('list')
    .option('--json', 'print data')
    .description('what was published, and from when it is in force')
    .addHelpText('after', '\nExample:\n  standkeeper policy list')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<Options>()));
}

function check(file: string, options: { json?: true }): void {
  const { policy, problems } = readPolicy(readFileOr(file).toString('utf8'), file);
  if (options.json) printJson({ file, problems });
  else if (policy) {
    console.log(
      `${file}: ${policy.policy}@${policy.version} is sound: ${Object.keys(policy.duties).length} duties, ${Object.keys(policy.counties).length} counties`,
    );
  } else printProblems(file, problems);
  if (problems.length > 0) process.exitCode = EXIT.refused;
}

async function publish(file: string, options: Options): Promise<void> {
  try {
    await withDatabase(options, async (db) => {
      const { policy, outcome } = await publishFile(db, file, options.by);
      if (isRefusal(outcome)) throw new CommandError(EXIT.refused, outcome.refused, sayRefusal(outcome, options.lang));
      if (options.json) printJson({ outcome, ...policy });
      else
        console.log(
          `${policy.name}@${policy.version} is ${outcome === 'published' ? 'published' : 'published already'}, hash ${policy.hash}`,
        );
    });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    if (options.json) printJson({ file, problems: error.problems });
    else printProblems(file, error.problems);
    process.exitCode = EXIT.refused;
  }
}

async function list(options: Options): Promise<void> {
  const policies = await withDatabase(options, listPolicies);
  if (options.json) return printJson(policies);
  printTable(
    policies,
    [
      { heading: 'policy', of: ({ name, version }) => `${name}@${version}` },
      { heading: 'valid from', of: ({ validFrom }) => validFrom },
      { heading: 'hash', of: ({ hash }) => hash.slice(0, 12) },
      { heading: 'published', of: ({ publishedAt }) => publishedAt.slice(0, 16).replace('T', ' ') },
      { heading: 'by', of: ({ by }) => by },
    ],
    'nothing was published yet: standkeeper policy publish FILE',
  );
}

function printProblems(file: string, problems: readonly PolicyProblem[]): void {
  printTable(
    problems,
    [
      { heading: 'where', of: ({ line }) => `${file}:${line}` },
      { heading: 'path', of: ({ path }) => path },
      { heading: 'met', of: ({ met }) => met },
      { heading: 'wanted', of: ({ wanted }) => wanted },
    ],
    '',
  );
}
