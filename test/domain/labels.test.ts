/** Words and figures as foresters read them. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ERRORS, refuse, sayRefusal } from '../../domain/errors.ts';
import { label, LABELS, percent } from '../../domain/labels.ts';
import type { Words } from '../../domain/language.ts';
import { FACT_NAMES, MEASURES, PAPERS } from '../../domain/policy/regime.ts';
import { deedOf } from '../../domain/stand/deed-of.ts';
import { sayWhy } from '../../domain/stand/say-why.ts';
import { why } from '../../domain/stand/why.ts';
import { SHIPPED } from '../support/policies.ts';
import { CLAUSES, plantedStand } from '../support/regimes.ts';
import { Life } from './stand/life.ts';

describe('a rate in per cent', () => {
  test.each([
    [1699, 2000, '85.0 %'],
    [8485, 10_000, '84.9 %'],
    [1, 3, '33.3 %'],
    [0, 2000, '0.0 %'],
    [2000, 2000, '100.0 %'],
  ])('%i of %i reads %s, half up from whole numbers', (count, of, text) => {
    expect(percent(count, of)).toBe(text);
  });
  test.prop([fc.integer({ min: 1, max: 1_000_000 }), fc.nat()])(
    'lies within half a tenth of the raw ratio',
    (of, some) => {
      const count = some % (of + 1);
      expect(Math.abs(Number(percent(count, of).slice(0, -2)) - (count / of) * 100)).toBeLessThanOrEqual(0.05 + 1e-9);
    },
  );
});

describe('words', () => {
  test.each(SHIPPED)(
    'every stage, verdict, duty, cause and step of $policy has a Chinese and an English word',
    (policy) => {
      const duties = Object.entries(policy.duties);
      const verdicts = duties.flatMap(([, { bands }]) => (bands ?? []).map(({ verdict }) => verdict));
      const said = (word: string) => [...JSON.stringify(policy).matchAll(new RegExp(`"${word}":"(\\w+)"`, 'g'))];
      for (const [code] of duties) expect(LABELS.duty[code], code).toBeDefined();
      for (const code of verdicts) expect(LABELS.verdict[code], code).toBeDefined();
      for (const [, code = ''] of said('enter')) expect(LABELS.stage[code], code).toBeDefined();
      for (const [, code = ''] of said('anchor')) expect(LABELS.cause[code], code).toBeDefined();
      for (const { code } of policy.ladder) expect(LABELS.step[code], code).toBeDefined();
    },
  );
  test.each(SHIPPED)(
    'every branch of a decision, role, paper, judgement and season of planting of $policy has a word in both languages',
    (policy) => {
      const duties = Object.values(policy.duties);
      const seasons = Object.entries(policy.calendar).filter(
        ([, { work }]) => work === 'planting' || work === 'sowing',
      );
      const roles = [...policy.ladder.flatMap(({ receivers }) => receivers), ...duties.map((duty) => duty.declarant)];
      const judged = Object.values(policy.judgements).flatMap(({ bands }) => bands.map(({ verdict }) => verdict));
      const wordless = (kind: keyof typeof LABELS, codes: readonly (string | undefined)[]) =>
        codes.filter((code) => code !== undefined && LABELS[kind][code] === undefined);
      expect([
        ...wordless(
          'option',
          duties.flatMap(({ options }) => Object.keys(options ?? {})),
        ),
        ...wordless('role', roles),
        ...wordless('paper', Object.values(policy.papers).flat()),
        ...wordless('judgement', Object.keys(policy.judgements)),
        ...wordless('verdict', judged),
        ...wordless(
          'window',
          seasons.map(([name]) => name),
        ),
      ]).toEqual([]);
    },
  );
  test('everything a survey measures, a rule asks about and a paper tells has a word', () => {
    expect(Object.keys(LABELS.measure).toSorted()).toEqual([...MEASURES].toSorted());
    expect(Object.keys(LABELS.fact).toSorted()).toEqual([...FACT_NAMES].toSorted());
    expect(Object.keys(LABELS.paper).toSorted()).toEqual(Object.keys(PAPERS).toSorted());
  });
  test.each(Object.keys(LABELS) as (keyof typeof LABELS)[])(
    'no word of %s is left empty in either language',
    (kind) => {
      const words: Words = LABELS[kind];
      expect(Object.entries(words).filter(([, { en, zh }]) => en === '' || zh === '')).toEqual([]);
    },
  );
  test('a code without a word stands for itself', () => {
    expect(label('stage', 'UNHEARD_OF', 'zh')).toBe('UNHEARD_OF');
  });
  test.each(Object.keys(ERRORS) as (keyof typeof ERRORS)[])('%s names the same values in both languages', (code) => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
    expect(places(ERRORS[code].zh)).toEqual(places(ERRORS[code].en));
  });
  test('a refusal names the thing, the value met and the value wanted', () => {
    const refusal = refuse('SURVEY_IN_FUTURE', { met: '2026-09-11', wanted: '2026-09-10' });
    expect(sayRefusal(refusal)).toBe(
      'the survey was captured on 2026-09-11, after today; wanted: a day up to 2026-09-10',
    );
    expect(sayRefusal(refusal, 'zh')).toContain('2026-09-11');
  });
});

describe('why a duty is owed', () => {
  const life = new Life(plantedStand({ designed: 2000 }));
  life.survey('2026-09-25', 1699);
  const line = why(life.state, CLAUSES).find(({ code }) => code === 'replant')!;
  test('names cause, window, need, clause with its mark, and what comes next, in English', () => {
    expect(sayWhy(line, 'en')).toBe(
      'replanting (planned): owed since 2026-09-25 because of survival check survivalCheck-0; replant by survey s1, recorded 2026-09-25: live points 1699 of 2000, 0.8495, wanted 0.85 (GB/T 15776-2023 §12 · secondary), with 1 more live: pass; 2027-03-20…2027-04-30; needs 301 seedlings aged 3 years, and 31 in reserve; by same species and age · secondary; on 2027-03-20: it opens.',
    );
  });
  test('and in Chinese, from the same facts', () => {
    expect(sayWhy(line, 'zh')).toContain('补植（未到期）：自 2026-09-25 起，因成活率检查');
    expect(sayWhy(line, 'zh')).toContain('需苗 301 株（3 年生），另备 31 株');
  });

  test.each([
    ['open', 'it opens', '开始'],
    ['miss', 'its window is missed', '作业期错过'],
    ['lapse', 'it lapses', '失效'],
    ['file', 'it is filed', '上报'],
    ['pass', 'its time is over', '期限届满'],
    ['review', 'whether it ends is asked', '研究是否解除'],
  ])('what time does next is said in words: %s', (what, en, zh) => {
    const line = { dutyId: 'countyReport-0', code: 'countyReport', state: 'planned', cause: 'planted', clause: 'c' };
    const days = { since: '2026-04-10', opensOn: '2028-01-01', dueOn: '2028-01-15' } as const;
    const next = { on: '2028-01-15', what } as const;
    expect(sayWhy({ ...line, ...days, next }, 'en')).toContain(`; on 2028-01-15: ${en}.`);
    expect(sayWhy({ ...line, ...days, next }, 'zh')).toContain(`；2028-01-15 ${zh}。`);
  });
});

describe('the deed of a turn', () => {
  test('is named after its main effect', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 500);
    life.until('2027-08-20');
    const about = (dutyId: string) =>
      life.turns
        .filter(({ events }) => events.some((event) => 'dutyId' in event && event.dutyId === dutyId))
        .map(({ events }) => deedOf(events).deed);
    expect(about('survivalCheck-0')).toEqual(['registerStand', 'dispatchTask', 'recordSurvey']);
    expect(about('reestablish-0')).toEqual([
      'recordSurvey',
      'dispatchTask',
      'escalateTask',
      'redateTask',
      'dispatchTask',
      'escalateTask',
      'redateTask',
    ]);
    expect(about('countyReport-0')).toEqual(['registerStand', 'fileReport']);
  });
});
