/** Coordinates as other countries write them: grads, seconds of arc, degrees with minutes, west of Greenwich, zones before eastings. */
import { describe, expect, test } from 'vitest';
import { referenceSystem } from '../../imports/crs.ts';
import { degreesIn } from '../../imports/degrees.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

type At = (position: readonly [number, number]) => readonly [number, number];
const asItIs: At = (position) => position;
const RING = [
  [113, 38.5],
  [113.003, 38.5],
  [113.003, 38.503],
  [113, 38.503],
  [113, 38.5],
] as const;
const wkt = (at: At) => `POLYGON((${RING.map((position) => at(position).join(' ')).join(', ')}))`;

function read(outline: string, crs?: string, heading = 'wkt') {
  const headings = `county,stand no,species,planting date,designed points,${heading}`;
  const file = Buffer.from(`${headings}\n140921,1,油松,2026-04-10,2000,"${outline}"\n`);
  try {
    const { drafts, problems } = readStands(readTable(file), NO_MAPPING, KNOWN, crs);
    return problems.length > 0
      ? sayProblem(problems[0]!, 'en')
      : drafts[0]!.outline!.centre.map((part) => part.toFixed(4));
  } catch (error) {
    if (error instanceof ImportError) return error.message;
    throw error;
  }
}

describe('the unit of angles is the one that the definition states', () => {
  const globe = (unit: string, size: string) =>
    `GEOGCS["x",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["${unit}",${size}]]`;
  test.each<[string, string, At]>([
    ['Degree', '0.0174532925199433', asItIs],
    ['Grad', '0.01570796326794897', ([x, y]) => [x / 0.9, y / 0.9]],
    ['arc-second', '4.84813681109536E-06', ([x, y]) => [x * 3600, y * 3600]],
  ])('%s', (unit, size, at) => {
    expect(read(wkt(at), globe(unit, size))).toEqual(['113.0015', '38.5015']);
  });
  test('of a map projected from grads too: the middle of Lambert II lies at 46.8° north of Paris', () => {
    const [lon, lat] = referenceSystem('EPSG:27572').toWgs84([600_000, 2_200_000]);
    expect([lon!.toFixed(4), lat!.toFixed(4)]).toEqual(['2.3372', '46.8000']);
    expect(referenceSystem('EPSG:4807').toWgs84([0, 52])[1]).toBeCloseTo(46.8, 6);
  });
  test('seconds that lie on no globe are named', () => {
    expect(
      read(
        wkt(([x, y]) => [x * 36_000, y * 36_000]),
        globe('arc-second', '4.84813681109536E-06'),
      ),
    ).toContain('lies on no map');
  });
});

describe('zones of Germany before the easting are told from those of China', () => {
  const at =
    (zone: number): At =>
    ([x, y]) => [zone * 1_000_000 + 500_000 + (x - 113) * 78_000, 5_500_000 + (y - 38.5) * 111_000];
  test.each([
    ['EPSG:25832', 32, 'EPSG:4647'],
    ['EPSG:4647', 0, 'EPSG:25832'],
    ['EPSG:4647', 33, 'EPSG:5650'],
    ['EPSG:25833', 33, 'EPSG:5650'],
  ])('stated as %s, with %d before it: %s', (crs, zone, code) => {
    expect(read(wkt(at(zone)), crs)).toMatch(new RegExp(`if the coordinates are right, give --crs ${code}$`));
  });
  test('and where degrees are stated, both are named', () => {
    expect(read(wkt(at(32)), 'EPSG:4326')).toContain('--crs EPSG:4520 for zone 32, in Germany EPSG:4647');
    expect(read(wkt(at(38)), 'EPSG:4326')).not.toContain('Germany');
  });
  test('a system of Germany puts a stand where it is', () => {
    const [lon, lat] = referenceSystem('EPSG:4647').toWgs84([32_500_000, 5_538_630.7]);
    expect([lon!.toFixed(4), lat!.toFixed(2)]).toEqual(['9.0000', '50.00']);
  });
});

describe('outlines in a cell', () => {
  test.each(['wkt', 'WKT', 'geom', 'the_geom', 'wkt_geom', 'geometry', 'ST_AsText', 'shape_wkt', '边界'])(
    'under the heading %s',
    (heading) => {
      expect(read(wkt(asItIs), undefined, heading)).toEqual(['113.0015', '38.5015']);
      expect(read(`SRID=4326;${wkt(asItIs)}`, undefined, heading)).toEqual(['113.0015', '38.5015']);
    },
  );
});

describe('a longitude or latitude', () => {
  test.each([
    ['113.05', 113.05],
    ['-123.5', -123.5],
    ['113,05°', 113.05],
    ['123.5 W', -123.5],
    ['W123.5°', -123.5],
    ['113.05E', 113.05],
    ['123°30′ W', -123.5],
    [`123°30'36"W`, -123.51],
    ['113° 3′ 0″ E', 113.05],
    ['１１３．０５', 113.05],
  ])('%s is %d', (text, degrees) => {
    expect(degreesIn(text, 'EW')).toBeCloseTo(degrees, 9);
  });
  test('of the south is below 0', () => {
    expect([degreesIn('38.5 S', 'NS'), degreesIn('38.5 N', 'NS')]).toEqual([-38.5, 38.5]);
  });
  test.each(['38.5 N', '-123.5 W', 'E 12 W', '123.5 O', '123°75′ W', '12 34', 'east', ''])(
    '%j is no longitude and stays a text',
    (text) => {
      expect(degreesIn(text, 'EW')).toBe(text);
    },
  );
});
