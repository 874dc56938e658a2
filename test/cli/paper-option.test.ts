/** Papers at the command line: pairs of a name and what stands on the paper. */
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { paperOption, papersAsked } from '../../cli/paper-option.ts';
import { STOCK_PAPERS } from '../support/papers.ts';
import { EAST, regimeFor } from '../support/regimes.ts';

function read(...words: string[]) {
  const errors: string[] = [];
  const command = new Command().exitOverride().configureOutput({ writeErr: (text) => void errors.push(text) });
  try {
    return command.addOption(paperOption()).parse(words, { from: 'user' }).opts()['paper'] as object;
  } catch {
    return errors.join('');
  }
}

test('are read by name, a sign of equality in a number kept', () => {
  expect(read('--paper', 'licence=SX=17', 'quantity=400')).toEqual({ licence: 'SX=17', quantity: '400' });
  const pairs = Object.entries(STOCK_PAPERS).map(([name, number]) => `${name}=${number}`);
  expect(read('--paper', ...pairs)).toEqual(STOCK_PAPERS);
});

test.each([
  [['licence'], 'NAME=VALUE'],
  [['=17'], 'NAME=VALUE'],
  [['licenze=17'], 'one of licence, quarantine'],
  [['licence=17', 'licence=18'], 'licence once'],
])('%o is refused with what is wanted', (words, wanted) => {
  expect(read('--paper', ...words)).toContain(wanted);
});

test('a task says what its report has to bring', () => {
  const regime = regimeFor(EAST, '2026-04-10');
  expect(papersAsked(regime, 'replant')).toBe('licence, quarantine, label, quality, provenance, quantity');
  expect(papersAsked(regime, 'thinning')).toBe('permit, volumeM3, permitUntil; or quarantineOrder');
  expect(papersAsked(regime, 'tending')).toBeUndefined();
});
