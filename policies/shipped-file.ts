/** Where the policies that ship lie, and what of one is known without reading its rules. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The one that is meant where none is named. */
export const USUAL_POLICY = 'xinzhou-2024';

/** In the sources and in the built package alike. */
export function shippedPolicyFile(name = USUAL_POLICY): string {
  return fileURLToPath(new URL(`./${name}.yaml`, import.meta.url));
}

/**
 * The zone of a policy that ships, from its one line. A worker keeps its nights by it and needs no rule: to read and check
 * them all is a sixth of its start, and brings the parser along.
 *
 * @returns an IANA name, e.g. `Asia/Shanghai`
 */
export function shippedTimeZone(name = USUAL_POLICY): string {
  const file = shippedPolicyFile(name);
  const zone = /^timeZone: (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (zone === undefined)
    throw new Error(`${file} has no line timeZone; wanted: an IANA time zone, e.g. Asia/Shanghai`);
  return zone;
}
