/** Where an outline lies: grids, counties, the shift of web maps, mended outlines, and land in two stands. */
import { fc, test } from '@fast-check/vitest';
import proj4 from 'proj4';
import { describe, expect } from 'vitest';
import type { Polygon, Position } from 'geojson';
import { isWithinArea, readBoundaries } from '../../imports/boundaries.ts';
import { referenceSystem } from '../../imports/crs.ts';
import { shifted, unshifted } from '../../imports/gcj02.ts';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { sharedArea } from '../../imports/shared-area.ts';
import { shiftByKept } from '../../imports/shift-suspected.ts';
import { readStands } from '../../imports/stands.ts';
import { ESTONIA, realFile } from '../support/real-files.ts';
import { XINZHOU } from '../support/regimes.ts';
import { KNOWN } from './known.ts';

type Ring = readonly (readonly number[])[];
/** About 0.1 ha a thousandth of a degree squared: 9.7 ha. */
const square = (lon: number, lat: number, size = 0.0033): Ring => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const polygon = (...rings: Ring[]) => ({ type: 'Polygon', coordinates: rings });

interface Given {
  readonly geometry: object;
  readonly area_ha?: number;
  readonly county?: string;
}

function read(rows: readonly Given[], { mapping = '', crs, known = KNOWN }: Options = {}) {
  const features = rows.map(({ geometry, area_ha, county = '140921' }, index) => ({
    type: 'Feature',
    geometry,
    properties: { county, code: index + 1, species: '油松', planted: '2026-04-10', 'designed points': 2000, area_ha },
  }));
  const table = readTable(Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })));
  return readStands(table, mapping === '' ? NO_MAPPING : readMapping(mapping), known, crs);
}

interface Options {
  readonly mapping?: string;
  readonly crs?: string;
  readonly known?: typeof KNOWN;
}

const said = (rows: readonly Given[], options?: Options) => {
  const { problems, warnings } = read(rows, options);
  return [...problems, ...warnings].map((problem) => `${problem.row} ${problem.code}: ${sayProblem(problem, 'en')}`);
};
const codes = (rows: readonly Given[], options?: Options) => said(rows, options).map((line) => line.split(':')[0]);

describe('every grid of China and of the web puts a stand where it is', () => {
  const at = [113.05, 38.52] as const;
  const gauss = (meridian: number, easting: number) =>
    proj4(`+proj=tmerc +lon_0=${meridian} +x_0=${easting} +ellps=GRS80`).forward([...at]);
  test.each([
    ['EPSG:4497', gauss(111, 19_500_000)],
    ['EPSG:4508', gauss(111, 500_000)],
    ['EPSG:4526', gauss(114, 38_500_000)],
    ['EPSG:4547', gauss(114, 500_000)],
    ['EPSG:3857', proj4('EPSG:3857').forward([...at])],
  ])('%s', (crs, position) => {
    const [lon = 0, lat = 0] = referenceSystem(crs).toWgs84(position);
    expect(lon).toBeCloseTo(at[0], 6);
    expect(lat).toBeCloseTo(at[1], 6);
  });
  test.each([
    ['a 3° zone beside it', 'EPSG:4548', 114, 3],
    ['the 6° zone of another meridian', 'EPSG:4508', 114, 6],
  ])('a wrong zone is noticed, as the stands lie in no county: %s', (_, crs, meridian) => {
    const project = proj4(`+proj=tmerc +lon_0=${meridian} +x_0=500000 +ellps=GRS80`);
    const ring = square(113.05, 38.52).map((position) => project.forward([...position]));
    expect(codes([{ geometry: polygon(ring) }], { crs })).toEqual(['1 OUTSIDE_COUNTY']);
  });
});

describe('a county whose extent nobody knows', () => {
  test('takes stands anywhere, and says that nobody checked', () => {
    const known = { ...KNOWN, extentOf: () => undefined };
    expect(said([{ geometry: polygon(square(20, 50)) }], { known })).toEqual([
      '0 PLACE_UNCHECKED: of county 140921 no extent is known, so nobody checked whether its stands lie in it; give --boundaries',
    ]);
  });
});

describe('boundaries of counties', () => {
  const COUNTIES = Object.keys(XINZHOU.counties);
  const boundaries = (features: readonly (readonly [properties: object, geometry: unknown])[], more: object = {}) => {
    const all = features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry }));
    return Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...more, features: all }));
  };
  test('in several areas of one code are one boundary', () => {
    const parts = [113, 113.1].map((west) => [{ gb: '156140921' }, polygon(square(west, 38.5))] as const);
    const areas = readBoundaries(boundaries(parts), COUNTIES);
    expect([113.001, 113.05, 113.101].map((x) => isWithinArea([x, 38.501], areas.get('140921')!))).toEqual([
      true,
      false,
      true,
    ]);
  });
  test.each(['DCC', 'dcc', 'ENG'])('are read by the codes of any policy: %s', (code) => {
    const file = boundaries([[{ code }, polygon(square(-120, 50))]]);
    expect([...readBoundaries(file, ['DCC', 'ENG', 'NWO']).keys()]).toEqual([code.toUpperCase()]);
  });
  test('are carried over from the system their file states', () => {
    const crs = { type: 'name', properties: { name: 'EPSG:3857' } };
    const there = square(113, 38.5).map(([x, y]) => [
      (x! * 20_037_508.34) / 180,
      Math.log(Math.tan(((90 + y!) * Math.PI) / 360)) * 6_378_137,
    ]);
    const areas = readBoundaries(boundaries([[{ code: '140921' }, polygon(there)]], { crs }), COUNTIES);
    expect(isWithinArea([113.001, 38.501], areas.get('140921')!)).toBe(true);
  });
  test.each([
    [{ type: 'Polygon' }, 'county 140921: it has no positions'],
    [{ type: 'MultiPolygon', coordinates: [[[1, 2]]] }, 'county 140921: a position is no pair of numbers'],
    [polygon(square(113, 98)), 'lies on no map'],
  ])('that are broken are refused with their county: %j', (geometry, words) => {
    expect(() => readBoundaries(boundaries([[{ code: 140921 }, geometry]]), COUNTIES)).toThrow(words);
  });

  const bytes = realFile('xinzhou-boundaries/xinzhou-counties.geojson');
  test('are read with their codes, and a stand in its county’s extent but not in its boundary is outside', ({
    skip,
  }) => {
    if (bytes === undefined) return skip();
    const areas = readBoundaries(bytes, COUNTIES);
    expect([...areas.keys()]).toHaveLength(14);
    const known = { ...KNOWN, boundaryOf: (code: string) => areas.get(code) };
    expect(isWithinArea([113.05, 38.52], areas.get('140921')!)).toBe(true);
    expect(codes([{ geometry: polygon(square(113.05, 38.52)) }], { known })).toEqual([]);
    // In the corner of the extent lies Wutai.
    expect(codes([{ geometry: polygon(square(113.29, 38.69)) }], { known })).toEqual(['1 OUTSIDE_COUNTY']);
  });
  test('without codes are refused', () => {
    const none = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name: 'x' }, geometry: null }],
    };
    expect(() => readBoundaries(Buffer.from(JSON.stringify(none)), COUNTIES)).toThrow(
      'areas with the code of their county',
    );
  });
});

describe('GCJ-02, the shift of web maps', () => {
  test('is some 570 m to the east in Xinzhou, and taken back to the centimetre', () => {
    const [lon = 0, lat = 0] = shifted([112.73, 38.41]);
    const [east, north] = [(lon - 112.73) * 87_200, (lat - 38.41) * 111_000];
    expect(east).toBeGreaterThan(500);
    expect(east).toBeLessThan(650);
    expect(Math.abs(north)).toBeLessThan(150);
  });
  test.prop([fc.double({ min: 75, max: 130, noNaN: true }), fc.double({ min: 20, max: 52, noNaN: true })])(
    'shifted and back is the same place anywhere in China',
    (lon, lat) => {
      const [x = 0, y = 0] = unshifted(shifted([lon, lat]));
      expect(Math.hypot(x - lon, y - lat)).toBeLessThan(1e-7);
    },
  );
  test('is never taken back by itself; where it is stated, it is', () => {
    const there = square(113.05, 38.52).map((position) => shifted([...position]));
    expect(read([{ geometry: polygon(there) }]).drafts[0]!.outline!.box[0]).toBeCloseTo(there[0]![0]!, 6);
    expect(read([{ geometry: polygon(there) }], { crs: 'GCJ-02' }).drafts[0]!.outline!.box[0]).toBeCloseTo(113.05, 6);
  });

  const places = [0, 1, 2, 3, 4].map((index): Position => [113 + index * 0.03, 38.5 + index * 0.02]);
  const moved = (by: (position: Position) => Position) =>
    places.map((keptCentre) => ({ keptCentre, fileCentre: by(keptCentre) }));
  test.each([
    ['where they are kept', (position: Position) => position, undefined],
    ['as far off, the other way', ([x = 0, y = 0]: Position): Position => [2 * x - shifted([x, y])[0]!, y], undefined],
    ['100 m off, all alike', ([x = 0, y = 0]: Position): Position => [x + 0.00115, y], undefined],
    ['where the shift puts them', shifted, 'GCJ_SUSPECTED'],
    [
      'there, redrawn 20 m off',
      (position: Position): Position => [shifted(position)[0]! + 0.0002, shifted(position)[1]!],
      'GCJ_SUSPECTED',
    ],
  ])('is suspected of stands that lie %s', (_, by, code) => {
    expect(shiftByKept(moved(by))?.code).toBe(code);
  });
  test('is not suspected of two stands, nor of five of which two lie there', () => {
    expect(shiftByKept(moved(shifted).slice(0, 2))).toBeUndefined();
    expect(shiftByKept([...moved(shifted).slice(0, 2), ...moved((position) => position).slice(2)])).toBeUndefined();
  });

  describe('told by a boundary', () => {
    /** A county in whose western border stands lie edge to edge. */
    const county = polygon(square(113, 38.4, 0.2)) as unknown as Polygon;
    const known = { ...KNOWN, boundaryOf: () => county };
    const inside = [0, 1, 2, 3].map((index) => square(113.1955, 38.42 + index * 0.01));
    const file = (by: (position: Position) => Position) =>
      inside.map((ring) => ({ geometry: polygon(ring.map((position) => by([...position]))) }));
    test('stands within it are taken', () => {
      expect(
        codes(
          file((position) => position),
          { known },
        ),
      ).toEqual([]);
    });
    test('stands that stick out of it all the same way are asked about, and taken when it is acknowledged', () => {
      expect(() => read(file(shifted), { known })).toThrow('the outlines seem to be in GCJ-02');
      const mapping = 'acknowledge: GCJ_SUSPECTED';
      expect(read(file(shifted), { known, mapping }).drafts).toHaveLength(4);
      expect(read(file(shifted), { known, crs: 'GCJ-02' }).drafts).toHaveLength(4);
    });
  });
});

describe('an outline is mended where nobody can doubt what was meant', () => {
  const one = square(113, 38.5);
  test.each([
    ['heights are left aside', polygon(one.map((position) => [...position, 900])), 'heights', 1],
    ['rings are turned', polygon(one.toReversed()), 'ring order', 1],
    [
      'a spike is cut off',
      polygon([...one.slice(0, 2), [113.01, 38.51], [113.0033, 38.5], ...one.slice(2)]),
      'spike',
      1,
    ],
    [
      'a sliver beside it is left out',
      { type: 'MultiPolygon', coordinates: [[one], [square(113.01, 38.5, 0.00001)]] },
      'sliver',
      1,
    ],
    ['a hole of a square metre is filled', polygon(one, square(113.001, 38.501, 0.00001).toReversed()), 'sliver', 1],
    [
      'a ring that touches itself in a corner is parted there',
      polygon([...one.slice(0, 3), ...square(113.0033, 38.5033).slice(1, 4), [113.0033, 38.5033], ...one.slice(3)]),
      'self-touching ring',
      2,
    ],
  ])('%s', (_, geometry, repair, pieces) => {
    const { drafts, warnings } = read([{ geometry }]);
    expect(warnings).toMatchObject([{ row: 0, code: 'OUTLINES_MENDED', met: repair, wanted: '1' }]);
    const { geometry: mended, areaM2 } = drafts[0]!.outline!;
    expect(areaM2 / pieces).toBeCloseTo(106_700, -4);
    expect(mended.type).toBe(pieces === 1 ? 'Polygon' : 'MultiPolygon');
  });
  test('a ring that goes back into its own inside leaves a hole there', () => {
    const ring = [...one.slice(0, 1), [113.001, 38.5006], [113.001, 38.5016], [113.0005, 38.501], ...one];
    const { drafts, warnings } = read([{ geometry: polygon(ring) }]);
    expect(warnings.map(({ met }) => met)).toContain('self-touching ring');
    expect((drafts[0]!.outline!.geometry as Polygon).coordinates).toHaveLength(2);
  });
  test('a ring that crosses itself is refused: nobody knows which side was meant', () => {
    const bow = polygon([one[0]!, one[2]!, one[1]!, one[3]!, one[0]!]);
    expect(codes([{ geometry: bow }])).toEqual(['1 GEOMETRY_BROKEN']);
  });
  test('a sound outline is left as it is', () => {
    const { drafts, warnings } = read([{ geometry: polygon(one) }]);
    expect([drafts[0]!.outline!.geometry, warnings]).toEqual([polygon(one), []]);
  });
});

describe('stated against drawn area', () => {
  const geometry = polygon(square(113, 38.5));
  const drawn = read([{ geometry }]).drafts[0]!.areaM2 / 10_000;
  test.each([
    [1.04, []],
    [1.06, ['1 AREA_DIFFERS']],
    [0.94, ['1 AREA_DIFFERS']],
    [1.24, ['1 AREA_DIFFERS']],
    [1.26, ['1 AREA_FAR_OFF']],
    [0.7, ['1 AREA_FAR_OFF']],
    [7.9, ['1 AREA_FAR_OFF']],
    [15, ['1 AREA_CONTRADICTS']],
    [1 / 15, ['1 AREA_CONTRADICTS']],
  ])('%d times the drawn one', (factor, expected) => {
    expect(codes([{ geometry, area_ha: drawn * factor }])).toEqual(expected);
  });
  test('far off is taken when it is acknowledged, another unit never is', () => {
    const mapping = 'acknowledge: AREA_FAR_OFF';
    expect(codes([{ geometry, area_ha: drawn * 2 }], { mapping })).toEqual(['1 AREA_DIFFERS']);
    expect(codes([{ geometry, area_ha: drawn * 15 }], { mapping })).toEqual(['1 AREA_CONTRADICTS']);
  });
  test('a bureau may set its own limits in the mapping', () => {
    expect(codes([{ geometry, area_ha: drawn * 1.2 }], { mapping: 'thresholds: { areaNote: 0.3 }' })).toEqual([]);
    expect(() => readMapping('thresholds: { areaNot: 0.3 }')).toThrow('areaNot');
    expect(() => readMapping('thresholds: { areaNote: -1 }')).toThrow('a number from 0');
  });
});

describe('land in two stands of a file', () => {
  const beside = (part: number): Given[] => [
    { geometry: polygon(square(113, 38.5)) },
    { geometry: polygon(square(113 + 0.0033 * (1 - part), 38.5)) },
  ];
  test.each([
    [0, []],
    [0.005, []],
    [0.02, ['2 OVERLAP_NOTED']],
    [0.09, ['2 OVERLAP_NOTED']],
    [0.11, ['2 OVERLAP_LARGE']],
    [0.49, ['2 OVERLAP_LARGE']],
    [0.51, ['2 LAND_TAKEN']],
    [1, ['2 LAND_TAKEN']],
  ])('a part of %d of the smaller one', (part, expected) => {
    expect(codes(beside(part))).toEqual(expected);
  });
  test('is named with its area and its partner, and the earlier row is taken', () => {
    expect(said(beside(0.2))[0]).toMatch(/^2 OVERLAP_LARGE: 210\d\d m², 20 % of its land lie in 140921-1 \(row 1\)/);
    expect(read(beside(0.2)).drafts.map(({ row }) => row)).toEqual([1]);
    expect(read(beside(0.2), { mapping: 'acknowledge: OVERLAP_LARGE' }).drafts).toHaveLength(2);
  });
  test('a row that is refused itself takes no land from a third', () => {
    const at = (part: number) => ({ geometry: polygon(square(113 + 0.0033 * part, 38.5)) });
    expect(codes([at(0), at(0.4), at(1)])).toEqual(['2 LAND_TAKEN']);
  });
});

describe('the shared area of two outlines', () => {
  const shape = (...rings: Ring[]) => polygon(...rings) as unknown as Polygon;
  const [a, hole] = [square(0, 0, 10), square(2, 2, 4).toReversed()];
  test.each([
    ['themselves', shape(a), shape(a), 100],
    ['a corner', shape(a), shape(square(5, 5, 10)), 25],
    ['a border', shape(a), shape(square(10, 0, 10)), 0],
    ['nothing', shape(a), shape(square(20, 0, 10)), 0],
    ['all but a hole', shape(a, hole), shape(a), 84],
    ['what fills the hole', shape(a, hole), shape(square(2, 2, 4)), 0],
    [
      'a diamond',
      shape(a),
      shape([
        [5, -2],
        [12, 5],
        [5, 12],
        [-2, 5],
        [5, -2],
      ]),
      82,
    ],
  ])('that share %s', (_, first, second, area) => {
    expect(sharedArea(first, second)).toBeCloseTo(area, 9);
    expect(sharedArea(second, first)).toBeCloseTo(area, 9);
  });
  const ring = fc
    .array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 20 })
    .map((radii) =>
      radii.map((radius, index) => {
        const angle = (index / radii.length) * 2 * Math.PI;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      }),
    )
    .map((corners) => [...corners, corners[0]!]);
  test.prop([ring, ring, fc.double({ min: -1, max: 1, noNaN: true })])(
    'is that of the smaller one at most, and with the halves of a cut plane adds up to the whole',
    (first, second, cut) => {
      const [one, other] = [shape(first), shape(second)];
      const [left, right] = [shape(square(cut - 4, -2, 4)), shape(square(cut, -2, 4))];
      expect(sharedArea(one, other)).toBeLessThanOrEqual(
        Math.min(sharedArea(one, one), sharedArea(other, other)) + 1e-9,
      );
      expect(sharedArea(one, left) + sharedArea(one, right)).toBeCloseTo(sharedArea(one, one), 9);
    },
  );
});

test('two thousand outlines of thirty corners are held against each other, each with its neighbours', () => {
  const [rowOf, many] = [50, 2_000];
  const outline = (index: number): Ring => {
    const [lon, lat] = [112.75 + (index % rowOf) * 0.005, 38.32 + Math.floor(index / rowOf) * 0.0035];
    const corners = Array.from({ length: 30 }, (_, corner) => {
      const angle = (corner / 30) * 2 * Math.PI;
      return [lon + 0.0027 * Math.cos(angle), lat + 0.0019 * Math.sin(angle)];
    });
    return [...corners, corners[0]!];
  };
  const rows = Array.from({ length: many }, (_, index) => ({ geometry: polygon(outline(index)) }));
  const { drafts, warnings } = read(rows);
  expect(drafts).toHaveLength(many);
  expect(warnings.filter(({ code }) => code === 'OVERLAP_NOTED').length).toBeGreaterThan(many);
});

describe('real files', () => {
  test('three standards units of a Canadian opening have the areas they state, and keep what else is said of them', ({
    skip,
  }) => {
    const bytes = realFile('bc-opening-1761935/standards_units.geojson');
    if (bytes === undefined) return skip();
    const mapping = readMapping(`
columns: { code: [OPENING_ID, MAP_LABEL], areaHa: NET_AREA }
constants: { county: 140921, plantedOn: 2022-03-19, densityPerHa: 1200, species: PICEA }
acknowledge: [OUTSIDE_COUNTY]`);
    const { drafts, problems, warnings } = readStands(readTable(bytes), mapping, KNOWN);
    expect(drafts.map(({ code, areaM2 }) => [code, areaM2])).toEqual([
      ['1761935-C', 12_000],
      ['1761935-B', 34_000],
      ['1761935-A', 220_000],
    ]);
    expect([problems, warnings]).toEqual([[], []]);
    expect(drafts[0]!.others).toMatchObject({ STANDARDS_UNIT_ID: 'C', SSU_WHEN_CREATED: '2022-05-07Z' });
  });
  test('two stands of the Estonian register share 4 % of the smaller one, which is noted', ({ skip }) => {
    const bytes = realFile('estonia-stands/stands.geojson');
    if (bytes === undefined) return skip();
    const { drafts, warnings } = readStands(readTable(bytes), readMapping(ESTONIA), KNOWN);
    expect(drafts).toHaveLength(10);
    expect(warnings.filter(({ code }) => code === 'OVERLAP_NOTED')).toMatchObject([{ row: 7, met: '316 m², 4 %' }]);
  });
});
