/** The checker explains each error of a policy file: file, line, path, value met, values wanted. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../../policies/check.ts';

const FILE = 'policies/xinzhou-2024.yaml';
const SOUND = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8');

/** The shipped policy with one line damaged. */
function damaged(find: string, put: string): string {
  expect(SOUND).toContain(find);
  return SOUND.replace(find, put);
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('the shipped policy', () => {
  test('has no problem', () => {
    expect(checkPolicy(SOUND, FILE)).toEqual([]);
  });
});

describe('a damaged policy is explained', () => {
  test.each([
    [
      'an unknown word',
      'missed: ladder\n    bands',
      'misssed: ladder\n    bands',
      'duties.survivalCheck.misssed',
      'no such word',
    ],
    ['a day that does not exist', "['09-01', '10-31']", "['09-01', '09-31']", 'calendar.check.EAST', 'MM-DD'],
    ['a version without quotes', "version: '1.3.0'", 'version: 1.0', 'version', 'quoted version'],
    ['a rate above 1', 'NORMAL: 0.85, DRY', 'NORMAL: 85, DRY', 'lines.survival', ''],
    ['a zone nobody knows', 'timeZone: Asia/Shanghai', 'timeZone: Asia/Shangai', 'timeZone', 'IANA'],
    [
      'a duty that is not there',
      '{ raise: replant }',
      '{ raise: replnat }',
      'do.replant.1.raise',
      'survivalCheck, replant',
    ],
    [
      'an acceptance that asks for nothing known',
      'raise: fillUp }\n\n',
      'raise: fillIn }\n\n',
      'acceptance.raise',
      'fillUp',
    ],
    ['an acceptance in per cent', 'line: 0.95', 'line: 95', 'acceptance.line', ''],
    ['a start of an unknown kind', '  RESTORATION: [', '  RESTORED: [', 'starts', ''],
    [
      'a start that leads nowhere',
      '{ anchor: coppiced }]\n',
      '{ anchor: copiced }]\n',
      'starts.COPPICE.1.anchor',
      'coppiced',
    ],
    ['an anchor by no value of let', 'at: [$begins]', 'at: [$strat]', 'duties.tending.at', 'start'],
    ['a judgement beside no verdict', 'with: PASS', 'with: PASSED', 'judgements.composition.with', 'PASS, RECHECK'],
    [
      'a window that is not there',
      'growingSeasons: 1, in: check',
      'growingSeasons: 1, in: checks',
      'duties.survivalCheck.when',
      'spring, rainy',
    ],
    [
      'a line that is not there',
      'below: fail,',
      'below: fails,',
      'duties.survivalCheck.bands.0.below',
      'survival, fail',
    ],
    [
      'a macro that is not there',
      '{ do: fail }] }\n',
      '{ do: fial }] }\n',
      'duties.survivalCheck.bands.0.then.0.do',
      'fail',
    ],
    [
      'a guard by a value nobody knows',
      'cover >= $coverLine',
      'cover >= $coverLime',
      'judgements.effectEvaluation.bands.1',
      'coverLine',
    ],
    [
      'a guard by a value that is no number',
      'GB/T 15776-2023, is: 0.40 }',
      'GB/T 15776-2023, is: wide }',
      'let.coverLine.0.is',
      'a number',
    ],
    [
      'a choice by a line that is not there',
      '{ seedlings: enclosedSeedlings, ',
      '{ seedlings: enclosedSedlings, ',
      'duties.enclosureCheck.bands.6.allBelow.seedlings',
      'enclosedSeedlings',
    ],
    ['a choice by no measure', '{ seedlings: enclosed', '{ sprouts: enclosed', 'duties.enclosureCheck.bands.6', ''],
    [
      'a line of plants as a share',
      'enclosedSaplings: 500',
      'enclosedSaplings: 0.5',
      'lines.enclosedSaplings',
      'stems',
    ],
    ['a cover in per cent', '- { is: 0.60 }\n  # Stems', '- { is: 60 }\n  # Stems', 'let.enclosedCover.1.is', 'ratio'],
    [
      'forest cover by a verdict that no check gives',
      'form = TREE], is: ESTABLISHED }',
      'form = TREE], is: ESTABLISH }',
      'let.countsForCover.1.is',
      'yes, no, FAILED',
    ],
    [
      'a judgement for stands by a fact nobody knows',
      'only: [enclosed = yes, rainMm < 400]',
      'only: [enclosed = yes, rainCm < 40]',
      'judgements.lowerLines.only',
      'rainMm',
    ],
    ['a guard on an unknown fact', 'rounds >= 2', 'round >= 2', 'duties.survivalCheck.bands.1', 'rounds'],
    [
      'a stage that nothing leads to',
      'enter: UNESTABLISHED, from: REPLANT_DUE',
      'enter: UNESTABLISHED, from: REPLANT',
      'duties.damageCheck.bands.3.then.1.from',
      'one of PLANTED',
    ],
    ['a guard that is none', 'rounds >= 2', 'rounds twice', 'duties.survivalCheck.bands.1.if.0', 'guard'],
    [
      'a last band with a condition',
      '- { verdict: PASS, then: [{ do: settle }, { enter: UNESTABLISHED }] }',
      '- { below: fail, verdict: PASS, then: [{ do: settle }, { enter: UNESTABLISHED }] }',
      'duties.survivalCheck.bands.4',
      'holds always',
    ],
    ['a fail line above the survival line', 'fail: 0.41', 'fail: 0.71', 'lines.fail', 'below the survival line'],
    [
      'a number without a unit',
      'letters at 17:00, mark: default, unit: hour',
      'letters at 17:00, mark: default',
      'limits.letterHour',
      'a unit in its citation',
    ],
    [
      'a county of an unknown group',
      'en: Xinfu, group: EAST',
      'en: Xinfu, group: NORTH',
      'counties.140902.group',
      'EAST, WEST',
    ],
    ['a number without a clause', '  missedSteps: {', '  lines.survival.x: {', 'missedSteps.first', 'clause'],
    ['ladder days out of order', 'afterDays: 15', 'afterDays: 45', 'ladder.4', 'rising order'],
    [
      'a missed step that is no step',
      'missedSteps: { first: 2',
      'missedSteps: { first: 9',
      'missedSteps.first',
      '0, 1, 2',
    ],
    [
      'a missed step of a check that is no step',
      'missedStep: 2\n    bands:\n      - { below: canopy',
      'missedStep: 9\n    bands:\n      - { below: canopy',
      'duties.closureCheck.missedStep',
      '0, 1, 2',
    ],
    [
      'a missed step of a work that lapses',
      'leastDays: 21 }\n    missed: lapse',
      'leastDays: 21 }\n    missed: lapse\n    missedStep: 2',
      'duties.tending.missedStep',
      'missed: redate',
    ],
  ])('%s', (_, find, put, path, wanted) => {
    const text = damaged(find, put);
    const problems = checkPolicy(text, FILE);
    const problem = problems.find((candidate) => candidate.path.startsWith(path));
    expect(problem, JSON.stringify(problems)).toBeDefined();
    expect(problem!.file).toBe(FILE);
    expect(problem!.wanted).toContain(wanted);
    // A damaged citation is told at the number that it leaves alone, far from the damage.
    if (put.startsWith('  lines.') || path === 'limits.letterHour') return;
    expect(Math.abs(problem!.line - lineOf(text, put.split('\n')[0]!))).toBeLessThanOrEqual(12);
  });
  test('text that is no YAML, with the line', () => {
    expect(checkPolicy('policy: [a\nversion', FILE)[0]).toMatchObject({ file: FILE, wanted: 'YAML 1.2' });
  });
  test('an empty file', () => {
    expect(checkPolicy('', FILE)).toHaveLength(1);
  });
  test('a county written twice', () => {
    const text = damaged("  '140921':", "  '140902':");
    expect(checkPolicy(text, FILE)[0]!.met).toContain('unique');
  });
});
