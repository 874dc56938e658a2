/** Commands on policies: check a file, publish it, list what was published. */
import { Option, type Command } from 'commander';
import { isRefusal } from '../../domain/errors.ts';
import type { Language } from '../../domain/language.ts';
import { readPolicy, type PolicyProblem } from '../../policies/check.ts';
import { PolicyError } from '../../policies/load.ts';
import { listPolicies, type PublishedPolicy } from '../../prisma/policy-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { readFileOr } from '../files.ts';
import { printJson, printTable } from '../output.ts';
import { publishFile } from '../publish-policy.ts';
import { refusalError } from '../refusal-error.ts';

type Options = GlobalOptions & { readonly json?: true; readonly by: string };

export function addPolicyCommands(root: Command): void {
  const policy = root.command('policy').description('policies: the rules as data 政策');
  policy
    .command('check')
    .argument('<file>', 'policy file (YAML)')
    .option('--json', 'print data instead of a table')
    .description('explain each error of a policy file: file, line, path, value met, values wanted')
    .addHelpText('after', '\nExample:\n  standkeeper policy check policies/xinzhou-2024.yaml')
    .action((file: string, _local: unknown, command: Command) => check(file, command.optsWithGlobals<Options>()));
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

function check(file: string, { json, lang }: Options): void {
  const { policy, problems } = readPolicy(readFileOr(file).toString('utf8'), file);
  if (json) printJson({ file, problems });
  else if (policy) {
    const [duties, counties] = [policy.duties, policy.counties].map((table) => Object.keys(table).length);
    console.log(
      lang === 'zh'
        ? `${file}：${policy.policy}@${policy.version} 无误：${duties} 项任务，${counties} 个县`
        : `${file}: ${policy.policy}@${policy.version} is sound: ${duties} duties, ${counties} counties`,
    );
  } else printProblems(file, problems, lang);
  if (problems.length > 0) process.exitCode = EXIT.refused;
}

async function publish(file: string, options: Options): Promise<void> {
  try {
    await withDatabase(options, async (db) => {
      const { policy, outcome } = await publishFile(db, file, options.by);
      if (isRefusal(outcome)) throw refusalError(outcome, options.lang);
      if (options.json) printJson({ outcome, ...policy });
      else console.log(publishedWords(policy, outcome, options.lang));
    });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    if (options.json) printJson({ file, problems: error.problems });
    else printProblems(file, error.problems, options.lang);
    process.exitCode = EXIT.refused;
  }
}

function publishedWords({ name, version, hash }: PublishedPolicy, outcome: 'published' | 'already', lang: Language) {
  return lang === 'zh'
    ? `${name}@${version} ${outcome === 'published' ? '已发布' : '此前已发布'}，哈希 ${hash}`
    : `${name}@${version} is ${outcome === 'published' ? 'published' : 'published already'}, hash ${hash}`;
}

async function list(options: Options): Promise<void> {
  const policies = await withDatabase(options, listPolicies);
  if (options.json) return printJson(policies);
  const zh = options.lang === 'zh';
  printTable(
    policies,
    [
      { heading: zh ? '政策' : 'policy', of: ({ name, version }) => `${name}@${version}` },
      { heading: zh ? '生效' : 'valid from', of: ({ validFrom }) => validFrom },
      { heading: zh ? '哈希' : 'hash', of: ({ hash }) => hash.slice(0, 12) },
      { heading: zh ? '发布时间' : 'published', of: ({ publishedAt }) => publishedAt.slice(0, 16).replace('T', ' ') },
      { heading: zh ? '发布人' : 'by', of: ({ by }) => by },
    ],
    `${zh ? '尚未发布任何政策：' : 'nothing was published yet: '}standkeeper policy publish FILE`,
  );
}

function printProblems(file: string, problems: readonly PolicyProblem[], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    problems,
    [
      { heading: zh ? '位置' : 'where', of: ({ line }) => `${file}:${line}` },
      { heading: zh ? '路径' : 'path', of: ({ path }) => path },
      { heading: zh ? '实际' : 'met', of: ({ met }) => met },
      { heading: zh ? '应为' : 'wanted', of: ({ wanted }) => wanted },
    ],
    '',
  );
}
