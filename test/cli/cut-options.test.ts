/** Fellings and coppices as people report them. */
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { fellingOf, fellingOption, hits, stripsOf } from '../../cli/cut-options.ts';
import { metres } from '../../cli/units.ts';

function felling(text: string): unknown {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  return command.addOption(fellingOption()).parse(['--felling', text], { from: 'user' }).opts()['felling'];
}

test('a felling is named in small letters with hyphens', () => {
  expect(felling('growth-thinning')).toBe('GROWTH_THINNING');
  expect(() => felling('clearcut')).toThrow('wanted: release, thinning, growth-thinning, sanitation');
});

test.each(['65', '101/100', '65/0', '-1/100'])('%s is no closure', (text) => {
  expect(() => hits(text)).toThrow('wanted: hits of points');
});

test('kind and closures go together, and so do what was cut and how wide', () => {
  const [before, after] = [hits('85/100'), hits('65/100')];
  const told = { felling: 'THINNING', closureBefore: before, closureAfter: after } as const;
  expect(fellingOf(told)).toEqual({ felling: { kind: 'THINNING', before, after } });
  expect(fellingOf({})).toEqual({});
  expect(() => fellingOf({ felling: 'THINNING', closureAfter: after })).toThrow('--closure-before');
  expect(stripsOf({ cutM2: 30_000, stripWidth: 6 })).toEqual({ strips: { cutM2: 30_000, widthM: 6 } });
  expect(stripsOf({})).toEqual({});
  expect(() => stripsOf({ cutM2: 30_000 })).toThrow('--strip-width');
});

test.each(['0', '-6', '6m', '12345'])('%s is no width in m', (text) => {
  expect(() => metres(text)).toThrow('no width');
});
