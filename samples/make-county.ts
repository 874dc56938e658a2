/**
 * Writes the sample county beside this file: `node --import tsx samples/make-county.ts`. Everything in it is invented
 * but the counties' codes and names; the outlines lie in the right county and follow no real boundary.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { COUNTIES } from './places.ts';
import { chanceOf } from './random.ts';
import { makeStands, type SampleStand } from './stands.ts';
import { makeSurveys, type SampleSurvey } from './surveys.ts';

const SEED = 20_261_124;
const INVENTED =
  'Invented for trying out: stands, outlines, counts and crews are not real. 样例数据，小班、边界、株数和队伍均为虚构。';

/** File name → its text; the same on every machine. */
export function makeCounty(): Readonly<Record<'stands.geojson' | 'surveys.csv' | 'crews.json', string>> {
  const chance = chanceOf(SEED);
  const stands = makeStands(chance);
  const surveys = makeSurveys(chance, stands);
  return { 'stands.geojson': geoJson(stands), 'surveys.csv': csv(surveys), 'crews.json': crews() };
}

/** One feature a line, so that a change shows as one. */
function geoJson(stands: readonly SampleStand[]): string {
  const features = stands.map((stand) => JSON.stringify(feature(stand)));
  return `{"type":"FeatureCollection","description":${JSON.stringify(INVENTED)},"features":[\n${features.join(',\n')}\n]}\n`;
}

/** Headings as they come from county offices, some Chinese, some English. */
function feature(stand: SampleStand): object {
  return {
    type: 'Feature',
    properties: {
      县代码: stand.county.code,
      小班号: stand.number,
      小班名称: stand.name,
      树种: stand.species.zh,
      造林日期: stand.plantedOn,
      '面积(公顷)': stand.areaHa,
      设计株数: stand.designedPoints,
      栽植株数: stand.plantedPoints,
      nursery_years: stand.nurseryYears,
      altitude_m: stand.altitudeM,
    },
    geometry: { type: 'Polygon', coordinates: [stand.ring] },
  };
}

function csv(surveys: readonly SampleSurvey[]): string {
  const rows = surveys.map(({ stand, capturedOn, livePoints, largestDeadPatchM2 }) =>
    [stand.county.code, stand.number, capturedOn, livePoints, largestDeadPatchM2 ?? ''].join(','),
  );
  return ['县代码,小班号,调查日期,活株数,largest_dead_patch_m2', ...rows, ''].join('\n');
}

/** Two crews a county. */
function crews(): string {
  const list = COUNTIES.flatMap(({ code, zh }) =>
    ['一', '二'].map((number, at) => ({
      id: `crew-${code}-${at + 1}`,
      countyCode: code,
      name: `${zh}第${number}造林队`,
    })),
  );
  return `${JSON.stringify({ description: INVENTED, crews: list }, undefined, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of Object.entries(makeCounty())) {
    writeFileSync(fileURLToPath(new URL(name, import.meta.url)), text);
    console.log(`wrote samples/${name}`);
  }
}
