/** Why for all of it: each thing that is owed names its figures, days, steps and choices. */
import { describe, expect, test } from 'vitest';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { why } from '../../../domain/stand/why.ts';
import { CLAUSES, plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const owed = (life: Life, code: string) => why(life.state, CLAUSES).find((line) => line.code === code)!;

describe('a decision that is owed', () => {
  const life = new Life(plantedStand());
  life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-05-30', cause: 'FIRE', lostM2: 100_000 });
  const line = owed(life, 'lossDecision');
  test('names its branches as they are reported, each with its word', () => {
    expect(line.options).toEqual(['reestablish', 'writeOff']);
    expect(sayWhy(line, 'en')).toContain('; to choose: reestablish (re-establish), writeOff (write off);');
    expect(sayWhy(line, 'zh')).toContain('；可选：reestablish (重造)、writeOff (核销)；');
  });
});
