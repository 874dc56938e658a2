/** A group of commands that is loaded alone is the same as among all others. */
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { GROUPS, registersFor } from '../../cli/command-groups.ts';

async function loaded(...words: string[]): Promise<Command> {
  const root = new Command('standkeeper');
  for (const register of await registersFor(words)) register(root);
  return root;
}

const helpOf = (root: Command, name: string) => {
  const command = root.commands.find((each) => each.name() === name)!;
  return [command, ...command.commands].map((each) => each.helpInformation());
};

test('every command of the help has its place in the table, in that order', async () => {
  const all = await loaded('--help');
  expect(all.commands.map((command) => command.name())).toEqual(Object.keys(GROUPS));
});

test.each(Object.keys(GROUPS))('%s alone has the commands and options that it has among all', async (name) => {
  expect(helpOf(await loaded(name), name)).toEqual(helpOf(await loaded(), name));
});

test.each([
  [['--lang', 'zh', 'tasks', 'list'], ['tasks']],
  [['--folder', 'stands', 'tasks', 'list'], ['tasks']],
  [['--lang=zh', 'gate', 'list'], ['gate']],
])('%j loads %j alone', async (words, names) => {
  expect((await loaded(...words)).commands.map((command) => command.name())).toEqual(names);
});

test.each([[[]], [['--help']], [['help', 'tasks']], [['satnds', 'list']]])('%j loads all', async (words) => {
  expect((await loaded(...words)).commands).toHaveLength(Object.keys(GROUPS).length);
});
