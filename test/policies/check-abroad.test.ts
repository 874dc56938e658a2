/** The checker explains the words that other countries needed: line, path, value met, values wanted. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../../policies/check.ts';

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('a damaged policy is explained', () => {
  test.each([
    [
      'a usual value outside what a stand may set',
      'bc-interior',
      'regenDelay: { usual: 0,',
      'regenDelay: { usual: 40,',
      'standard.regenDelay.usual',
      '0 to 10',
    ],
    [
      'a share where stems are counted',
      'bc-interior',
      'minimum: { usual: 700, least: 100,',
      'minimum: { usual: 700, least: 0.5,',
      'standard.minimum.least',
      'stems from 1',
    ],
    ['a height in centimetres', 'finland', '  meanHeight: 0.5', '  meanHeight: 50.5', 'lines.meanHeight', 'metres'],
    ['stems where a share is meant', 'uk-woodland-carbon', 'green: 0.90', 'green: 90', 'lines.green', 'a ratio'],
    [
      'a number of stems in a table',
      'oregon',
      'if: siteClass <= 3, is: 200 }',
      'if: siteClass <= 3, is: 0.2 }',
      'let.stocking.0.is',
      'stems from 1',
    ],
    [
      'a rate that no survey measures',
      'bc-interior',
      'of: leastHeight, below',
      'of: height, below',
      'duties.freeGrowingSurvey.bands.2.of',
      'leastHeight',
    ],
    [
      'a season that is not there',
      'oregon',
      'season: 2, of: planting }',
      'season: 2, of: plantings }',
      'duties.plantingDate.when.of',
      'growing, planting',
    ],
    [
      'a value that nobody sets',
      'bc-interior',
      'by: { years: $regenYears } }\n    missed',
      'by: { years: $regenDely } }\n    missed',
      'duties.regenerationDeclaration.when',
      'regenDelay',
    ],
    [
      'a deadline that waits for an anchor nobody sets',
      'bc-interior',
      'until: regenerated',
      'until: regenerate',
      'duties.regenerationDate.until',
      'regenerated',
    ],
    [
      'an anchor that nothing hangs on',
      'bc-interior',
      'done: [{ anchor: treated }]',
      'done: [{ anchor: treeted }]',
      'duties.lateFill.done.0.anchor',
      'treated',
    ],
    [
      'a declarant of a planting',
      'oregon',
      'needs: { seedlings: designedMinusLive, stockAge: nursery }',
      'declarant: landowner',
      'duties.interplant.declarant',
      'of a work',
    ],
    [
      'a duty re-dated without a window',
      'bc-interior',
      'when: { next: [brushing] }',
      'when: { days: 30 }',
      'duties.brushing.missed',
      'in or next',
    ],
    [
      'a group of counties without the window',
      'bc-interior',
      ", COAST: ['05-15', '09-15'] }",
      ' }',
      'duties.brushing.when',
      'for COAST',
    ],
    ['a policy that picks no windows', 'finland', '  windowGroup: [{ is: $group }]\n', '', 'let', 'windowGroup'],
    [
      'a number of years without a clause',
      'finland',
      '  let.yearsToStand: {',
      '  let.saplings.0: {',
      'let.yearsToStand',
      'clause',
    ],
  ])('%s', (_, name, find, put, path, wanted) => {
    const file = `policies/${name}.yaml`;
    const sound = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(sound).toContain(find);
    const text = sound.replace(find, put);
    const problems = checkPolicy(text, file);
    const problem = problems.find((candidate) => candidate.path.startsWith(path));
    expect(problem, JSON.stringify(problems)).toMatchObject({
      file,
      wanted: expect.stringContaining(wanted) as string,
    });
    // What is missing, or told at its use, is far from the damage.
    if (put === '' || ['duties.brushing.when', 'let.yearsToStand'].includes(path)) return;
    expect(Math.abs(problem!.line - lineOf(text, put.split('\n')[0]!))).toBeLessThanOrEqual(8);
  });
});
