/** Shapefiles of a real survey: read with a mapping, and told row by row what they lack without one. */
import { describe, expect, test } from 'vitest';
import { readMapping } from '../../imports/mapping.ts';
import { realFile } from '../support/real-files.ts';
import { said, stands } from './shapefile-files.ts';

/** What the Oregon stands lack, as a bureau would give it. */
const OREGON = readMapping(`
columns: { code: name, areaM2: AREA, species: domspp }
constants: { county: 140921, plantedOn: 1990-04-01, densityPerHa: 1100 }
values: { species: { DF: PICEA, MH: PINUS_SYLVESTRIS } }
acknowledge: [OUTSIDE_COUNTY]
`);

describe.each([
  ['test_stands.zip', true],
  ['test_stands_utm.zip', false],
])('the Oregon stands, %s', (name, isDoubtful) => {
  const bytes = realFile(`oregon-stands-shp/${name}`);

  test('without a mapping every row is told all that it lacks', ({ skip }) => {
    if (bytes === undefined) return skip();
    const { drafts, problems } = stands(bytes);
    expect(drafts).toEqual([]);
    const ofRow = (row: number) =>
      problems.filter((problem) => problem.row === row).map(({ code, field }) => [code, field].join(' ').trim());
    for (let row = 1; row <= 37; row += 1)
      expect(ofRow(row)).toEqual([
        'VALUE_MISSING county',
        'OUTSIDE_COUNTY',
        'VALUE_MISSING plantedOn',
        'VALUE_MISSING species',
        'VALUE_MISSING designedPoints',
      ]);
  });

  test('with one all 37 are read, their areas within 0.5 % of what is stated', ({ skip }) => {
    if (bytes === undefined) return skip();
    const { drafts, problems, warnings } = stands(bytes, OREGON);
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(37);
    expect(drafts[0]).toMatchObject({
      code: '256',
      areaM2: 10_992,
      workYear: 1990,
      planting: { species: 'PICEA', designedPoints: 1209 },
    });
    for (const { outline, areaM2 } of drafts) expect(Math.abs(outline!.areaM2 / areaM2 - 1)).toBeLessThan(0.005);
    // Its .prj is the lossy one of its README, 21 km too far north; the UTM file was made from that.
    expect(warnings.map(({ code }) => code)).toEqual(isDoubtful ? ['CRS_DOUBTFUL'] : []);
  });
});

test('by the .prj of each the two Oregon files coincide; as web Mercator the first lies 21 km to the south', ({
  skip,
}) => {
  const [mercator, utm] = ['test_stands.zip', 'test_stands_utm.zip'].map((name) =>
    realFile(`oregon-stands-shp/${name}`),
  );
  if (mercator === undefined || utm === undefined) return skip();
  const centre = (bytes: Buffer, more = {}) => stands(bytes, { ...OREGON, ...more }).drafts[0]!.outline!;
  const [a, b, c] = [centre(mercator), centre(utm), centre(mercator, { crs: 'EPSG:3857' })];
  expect(b.centre[0]).toBeCloseTo(a.centre[0]!, 6);
  expect(b.centre[1]).toBeCloseTo(a.centre[1]!, 6);
  expect((a.centre[1]! - c.centre[1]!) * 111).toBeCloseTo(21, 0);
  expect(said(mercator, { ...OREGON, crs: 'EPSG:3857' })).toBe('37 taken');
});
