/** Areas and densities under the headings of other countries: their unit is told by the heading, or they are not read. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

const CONSTANTS = { county: '140921', plantedOn: '2026-04-10', species: '油松', densityPerHa: '1000' };

function read(heading: string, cell: string, more: readonly [heading: string, cell: string][] = [], design = true) {
  const columns = [['stand no', '1'] as const, [heading, cell] as const, ...more];
  const file = [0, 1].map((at) => columns.map((column) => `"${column[at as 0 | 1]}"`).join(';')).join('\n');
  const { densityPerHa, ...constants } = CONSTANTS;
  const mapping = { ...NO_MAPPING, constants: design ? { ...constants, densityPerHa } : constants };
  return readStands(readTable(Buffer.from(`${file}\n`)), mapping, KNOWN);
}

const said = ({ problems, warnings }: ReturnType<typeof read>) =>
  [...problems, ...warnings].map((problem) => `${problem.row} ${sayProblem(problem, 'en')}`);

describe('an area is in the unit that its heading names', () => {
  test.each([
    ['Acres', '22.5', 91_054],
    ['GIS_ACRES', '22.5', 91_054],
    ['Area (acres)', '22.5', 91_054],
    ['Area', '22.5 ac', 91_054],
    ['acres', '9 ha', 90_000],
    ['Areal (ha)', '9,5', 95_000],
    ['Fläche_ha', '9,5', 95_000],
    ['Flache ha', '9,5', 95_000],
    ['Powierzchnia (ha)', '9,5', 95_000],
    ['Powierzchnia [ha]', '9,5', 95_000],
    ['Výměra (ha)', '9,5', 95_000],
    ['Superficie (hectáreas)', '9,5', 95_000],
    ['Площадь_га', '9,5', 95_000],
    ['Площадь, га', '9,5', 95_000],
    ['Alan_ha', '9,5', 95_000],
    ['面積ha', '9.5', 95_000],
    ['面積（m²）', '95000', 95_000],
    ['면적(㎡)', '95000', 95_000],
  ])('%s with %s', (heading, cell, areaM2) => {
    expect(read(heading, cell).drafts[0]?.areaM2).toBe(areaM2);
  });

  test('hectares go before acres of the same row, and are told where they differ', () => {
    const same = read('acres', '22.24', [['area_ha', '9']]);
    expect([same.drafts[0]?.areaM2, said(same)]).toEqual([90_000, []]);
    const other = read('acres', '30', [['area_ha', '9']]);
    expect([other.drafts[0]?.areaM2, said(other)]).toEqual([
      90_000,
      ['1 areaAcres says 30 acres (121406 m²); taken is areaHa 9 ha (90000 m²), which says otherwise'],
    ]);
  });

  test('of two headings the one that is known by name counts', () => {
    expect(read('Areal (ha)', '8', [['area_ha', '9']]).drafts[0]?.areaM2).toBe(90_000);
  });
});

describe('an area in a unit whose size differs by province is named and not read', () => {
  test.each(['Area (rai)', 'Alan (dönüm)', 'area_jerib', 'Area in bigha', '面積(坪)', '面积(万亩)'])(
    '%s',
    (heading) => {
      const stands = read(heading, '90');
      expect(stands.drafts).toEqual([]);
      expect(said(stands)).toEqual([
        '1 area is missing',
        `0 the column ${heading} has areas in a unit that is not read, as many differ in size by country or province; it is kept as it stands: give the area in ha, acres, mu or m²`,
      ]);
    },
  );

  test('a stand whose area is told otherwise keeps the cell as it stood', () => {
    const { drafts, warnings } = read('Area (rai)', '90', [['area_ha', '14.4']]);
    expect([drafts[0]?.areaM2, drafts[0]?.others, warnings]).toEqual([144_000, { 'Area (rai)': '90' }, []]);
  });

  test('a cell with such a unit is refused with it', () => {
    expect(said(read('Area', '90 rai'))).toEqual([
      '1 area is 90 rai; wanted: an area with its unit, e.g. 12.5 ha, 30 acres, 150 亩 or 100000 m²',
    ]);
  });

  test.each(['Area (net)', 'Area code', 'alanine'])('%s is no area', (heading) => {
    expect(said(read(heading, '90'))).toEqual(['1 area is missing']);
  });
});

test.each([
  ['TPA', '435', 9787],
  ['Trees per acre', '435', 9787],
  ['stems per ha', '435 trees/acre', 9787],
  ['density (stems/ac)', '435', 9787],
])('a design of %s %s is over the area', (heading, cell, points) => {
  const [draft] = read('acres', '22.5', [[heading, cell]], false).drafts;
  expect(draft?.planting.designedPoints).toBe(points);
});
