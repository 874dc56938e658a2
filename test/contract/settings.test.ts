import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../contract/settings.ts';

const ENDPOINTS = { databaseUrl: 'postgresql://here/db', temporalAddress: '127.0.0.1:7233', namespace: 'standkeeper' };
const BOTH = { DATABASE_URL: 'postgresql://there/db', TEMPORAL_ADDRESS: 'temporal:7233' };

test('the environment comes before the embedded servers', () => {
  expect(readSettings({ ...BOTH, TEMPORAL_NAMESPACE: 'forest' }, ENDPOINTS)).toEqual({
    databaseUrl: 'postgresql://there/db',
    temporalAddress: 'temporal:7233',
    namespace: 'forest',
  });
  expect(readSettings({}, ENDPOINTS)).toEqual(ENDPOINTS);
});

test.each([
  [{ DATABASE_URL: 'x' }, 'DATABASE_URL is set and TEMPORAL_ADDRESS is not'],
  [{ TEMPORAL_ADDRESS: 'x', DATABASE_URL: ' ' }, 'TEMPORAL_ADDRESS is set and DATABASE_URL is not'],
])('one address alone never mixes with the embedded servers: %o', (env, message) => {
  expect(() => readSettings(env, ENDPOINTS)).toThrow(message);
});

test('without any server the ways out are named', () => {
  expect(() => readSettings({})).toThrow('run npm start first, or set DATABASE_URL and TEMPORAL_ADDRESS');
});

test('a secret may be a file, and a file that is not there is named', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'standkeeper-settings-'));
  const file = path.join(folder, 'url');
  writeFileSync(file, 'postgresql://secret/db\n');
  const { DATABASE_URL: _, ...temporal } = BOTH;
  expect(readSettings({ ...temporal, DATABASE_URL_FILE: file }).databaseUrl).toBe('postgresql://secret/db');
  expect(() => readSettings({ ...temporal, DATABASE_URL_FILE: `${file}2` })).toThrow(
    /DATABASE_URL_FILE names .*url2, which cannot be read/,
  );
  rmSync(folder, { recursive: true });
});

test('an API key or a certificate means TLS', () => {
  expect(readSettings(BOTH).temporalTls).toBeUndefined();
  expect(readSettings({ ...BOTH, TEMPORAL_API_KEY: 'k' })).toMatchObject({ temporalApiKey: 'k', temporalTls: {} });
  expect(readSettings({ ...BOTH, TEMPORAL_TLS: 'true', TEMPORAL_TLS_SERVER_NAME: 's' }).temporalTls).toEqual({
    serverName: 's',
  });
});
