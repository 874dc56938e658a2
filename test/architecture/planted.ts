/** Small throw-away projects in which a guard must find what was planted. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Planting {
  /** Path → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the real project that the guard reads. */
  readonly configs: readonly string[];
  /** Real packages where the tool looks into them; else the planted ones are all there is. */
  readonly realPackages?: boolean;
}

/** Writes the files and returns their folder; it is gone when the test ends. */
export function plant({ files, configs, realPackages = false }: Planting): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'standkeeper-planted-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const config of configs) cpSync(path.join(ROOT, config), path.join(folder, config), { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  if (realPackages) symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}
