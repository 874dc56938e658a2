/** Real survey files, looked for in `$STANDKEEPER_DATA`, else in the data folder beside the project. Never committed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env['STANDKEEPER_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** The file, or undefined with the reason printed: its test is skipped then. */
export function realFile(name: string): Buffer | undefined {
  try {
    return readFileSync(join(FOLDER, name));
  } catch {
    const place = process.env['STANDKEEPER_DATA'] === undefined ? '../shared/data' : 'the folder of STANDKEEPER_DATA';
    console.log(`skipped: ${name} is not in ${place}`);
    return undefined;
  }
}

/** What the Estonian register lacks, as a bureau would give it. */
export const ESTONIA = `
columns: { code: [Katastritunnus, "Eraldise nr."], areaHa: "Pindala (ha)", species: Pealiik }
constants: { county: 140921, plantedOn: 2026-04-10, densityPerHa: 2500, species: POPULUS }
values:
  species:
    { kask: BETULA, kuusk: PICEA, haab: POPULUS, saar: ULMUS, "hall lepp": BETULA, mänd: PINUS_SYLVESTRIS, sanglepp: BETULA, tamm: QUERCUS }
acknowledge: [OUTSIDE_COUNTY]
`;
