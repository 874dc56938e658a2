/** A later version of the shipped policy as a file: the field check opens eleven days earlier, on the bureau's word. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';

/** @param version - sets it apart from the shipped one */
export function laterVersion(folder: string, version: string): string {
  const text = readFileSync(shippedPolicyFile(), 'utf8')
    .replace(/^version: .*$/m, `version: '${version}'`)
    .replace(
      /^ {2}check: \{.*$/m,
      "  check: { work: check, EAST: ['08-20', '10-10'], WEST: ['08-20', '10-05'], ALPINE: ['08-10', '09-30'] }",
    )
    .replace('survival: { NORMAL: 0.85, DRY: 0.70 }', 'survival: { NORMAL: 0.80, DRY: 0.70 }');
  const file = join(folder, `xinzhou-${version}.yaml`);
  writeFileSync(file, text);
  return file;
}
