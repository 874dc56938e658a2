/** Commands on policy files. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readPolicy } from '../../policies/check.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printTable } from '../output.ts';

export function addPolicyCommands(root: Command): void {
  const policy = root.command('policy').description('policies: the rules as data 政策');
  policy
    .command('check')
    .argument('<file>', 'policy file (YAML)')
    .option('--json', 'print data instead of a table')
    .description('explain each error of a policy file: file, line, path, value met, values wanted')
    .addHelpText('after', '\nExample:\n  standkeeper policy check policies/xinzhou-2024.yaml')
    .action((file: string, options: { json?: true }) => check(file, options));
}

function check(file: string, options: { json?: true }): void {
  const { policy, problems } = readPolicy(textOf(file), file);
  if (options.json) printJson({ file, problems });
  else if (policy) {
    console.log(
      `${file}: ${policy.policy}@${policy.version} is sound: ${Object.keys(policy.duties).length} duties, ${Object.keys(policy.counties).length} counties`,
    );
  } else {
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
  if (problems.length > 0) process.exitCode = EXIT.refused;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(
      EXIT.notFound,
      'FILE_UNREADABLE',
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}); wanted: a policy file`,
    );
  }
}
