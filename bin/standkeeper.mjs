#!/usr/bin/env node
// From a built package the emitted JavaScript runs; from a clone the sources do, through tsx.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
if (existsSync(fileURLToPath(new URL('dist/cli/main.js', root)))) {
  await import(new URL('dist/cli/main.js', root).href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL('cli/main.ts', root).href);
}
