/** The checker holds every value that a reference may come to against the place it is used in. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../../policies/check.ts';
import { standardFault } from '../../policies/standard.ts';
import { XINZHOU } from '../support/regimes.ts';

/** Problems of a shipped policy of which one part is written otherwise. */
function problemsOf(name: string, find: string, put: string): readonly string[] {
  const file = `policies/${name}.yaml`;
  const sound = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  expect(sound).toContain(find);
  return checkPolicy(sound.replace(find, put), file).map(({ path, met, wanted }) => `${path}: ${met}; ${wanted}`);
}

describe('a reference that comes to nothing its place can use is named', () => {
  test.each([
    ['a value that nothing bears', 'is: $zone2023', 'is: $nope', /let\.zone\.0\.is: nope; one of altitudeM/],
    ['a value that a later row gives', 'is: $zone2023', 'is: $base', /let\.zone\.0\.is: base; one of/],
    ['its own value', 'is: $zone2023', 'is: $zone', /let\.zone\.0\.is: zone; one of/],
    [
      'a word as a number of years',
      'years: $closureFrom',
      'years: $zone',
      /let\.zone\.\d\.is: "NORMAL"; a number of years/,
    ],
    [
      'a fact as a number of years',
      'years: $ageLimit',
      'years: $windowGroup',
      /let\.windowGroup\.1\.is: "\$group"; a number/,
    ],
    ['a word as visits', 'visits: $visits', 'visits: $base', /let\.base\.0\.is: "designed"; visits of each year/],
    ['a word that is no window', 'next: $replantIn', 'next: $base', /let\.base\.0\.is: "designed"; windows: /],
    [
      'a work that is no duty',
      'tending: 60 }',
      'trimming: 60 }',
      /registers\.contract\.deduct\.trimming: trimming; one of/,
    ],
    ['a word that every object knows', 'years: $ageLimit', 'years: $constructor', /when: constructor; one of/],
  ])('%s', (_, find, put, problem) => {
    expect(problemsOf('xinzhou-2024', find, put).join('\n')).toMatch(problem);
  });
  test('a value of the standard is a number, and no window', () => {
    expect(problemsOf('bc-interior', 'when: { next: [brushing] }', 'when: { next: $minimum }').join('\n')).toMatch(
      /standard\.minimum: a number; windows: /,
    );
  });
});

test('a word that every object knows is no standard of a stand', () => {
  expect(standardFault(XINZHOU, { constructor: 5 })).toEqual({
    name: 'constructor',
    met: undefined,
    wanted: expect.stringContaining('one of') as string,
  });
});
