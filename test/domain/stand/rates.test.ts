/** The rates of a count, and what a check asks for. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { lacking, ratesOf, stemsOnPart, tallyOf } from '../../../domain/stand/rates.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const part = new Life(plantedStand({ designed: 2000 })).state.parts[0]!;
const stems = (counted: number, sampled: number, unit: 'm2' | 'milacre' = 'm2') => ({ counted, sampled, unit });

describe('stems per area', () => {
  test('natural ones count only where the policy takes them', () => {
    const counts = { stems: stems(20, 500), naturals: 5 };
    const perHa = (naturals?: true) => {
      const { counted, of } = ratesOf({ ...(naturals && { naturals }) }, {}, part, counts).stems!;
      return counted / of;
    };
    expect([perHa(true), perHa()]).toEqual([500, 400]);
  });
  test.prop([fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 400 })])(
    'a rate that is a whole number is met exactly: no rounding puts it below its own line',
    (perHa, plots) => {
      const rate = ratesOf({}, {}, part, { stems: stems(perHa * plots, plots * 10_000) }).stems!;
      expect(rate.counted / rate.of).toBe(perHa);
      const perAcre = ratesOf({}, { areaUnit: 'acre' }, part, {
        stems: stems(perHa * plots, plots * 1000, 'milacre'),
      }).stems!;
      expect(perAcre.counted / perAcre.of).toBe(perHa);
    },
  );
  test('are scaled to the whole part, rounded down', () => {
    expect(stemsOnPart({}, part, {}, stems(7, 300))).toBe(2333);
    expect(stemsOnPart({ naturals: true }, part, { naturals: 3 }, stems(7, 1000, 'milacre'))).toBe(247);
  });
});

test('natural stems fill a survival rate up to the design, and no further', () => {
  const tally = (naturals: number) => tallyOf({ naturals: true }, part, { livePoints: 1900, naturals }).livePoints;
  expect([tally(99), tally(100), tally(101)]).toEqual([1999, 2000, 2000]);
});

test('the main species has a rate of its own', () => {
  const bySpecies = { [part.species]: { live: 849, designed: 1000 }, BETULA: { live: 1000, designed: 1000 } };
  const { survival, mainSpecies } = ratesOf({}, {}, part, { livePoints: 1849, bySpecies });
  expect([survival!.counted / survival!.of, mainSpecies!.counted / mainSpecies!.of]).toEqual([0.9245, 0.849]);
});

test('a check names all it asks for that was not counted', () => {
  const asked = { measure: 'stems', asks: ['preferred', 'leastHeight'] } as const;
  expect(lacking({ livePoints: 5 }, asked)).toEqual(['stems', 'preferred', 'leastHeight']);
  expect(lacking({ stems: { ...stems(5, 50), preferred: 5 } }, asked)).toEqual(['leastHeight']);
  expect(lacking({ livePoints: 5 }, {})).toEqual([]);
});

test('where any one of several measures will do, none is asked for by name; a later row insists on no other', () => {
  const bands = [
    { allBelow: { closure: 'a', stems: 'b' }, verdict: 'SHORT' },
    { allBelow: { closure: 'a' }, verdict: 'OPEN' },
    { verdict: 'CLOSED' },
  ];
  expect(lacking({ livePoints: 5 }, { bands })).toEqual(['closure or stems']);
  expect(lacking({ stems: stems(5, 50) }, { bands })).toEqual([]);
  expect(lacking({ stems: stems(5, 50) }, { bands, asks: ['cover'] })).toEqual(['cover']);
});

describe('a count of stems that cannot be', () => {
  const life = new Life(plantedStand({ designed: 2000 }));
  test.each([
    ['more preferred than counted', { ...stems(20, 500), preferred: 21 }, 'counts.stems.preferred', '0 to 20'],
    ['plots larger than the part', stems(20, 100_001), 'counts.stems.sampled', 'at most 100000 m²'],
  ])('%s is refused', (_, counted, field, wanted) => {
    const said = life.stems('2026-09-25', counted);
    expect(isRefusal(said) && said).toMatchObject({
      refused: 'COMMAND_MALFORMED',
      values: { field, wanted: expect.stringContaining(wanted) as string },
    });
  });
  test.each(['seedlings', 'saplings'])('%s lie on plots within the part as well', (name) => {
    const counts = { [name]: stems(20, 100_001) };
    const survey = { type: 'submitSurvey', surveyId: name, capturedOn: '2026-09-25', counts, plots: 0 } as const;
    expect(life.send('2026-09-25', survey)).toMatchObject({ values: { field: `counts.${name}.sampled` } });
  });
});
