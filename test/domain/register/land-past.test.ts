/** What a register kept of land that has another number now. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { landLine, onRecord, splitLine, type Origin } from '../../../domain/register/land-past.ts';

/** `a` was split into `b` and `c`; `x`, which was part of `y` before, joined `b` in 2028. */
const origins = new Map<string, readonly Origin[]>([
  ['b', [{ lifeId: 'a' }, { lifeId: 'x', joinedOn: '2028-05-01' }]],
  ['c', [{ lifeId: 'a' }]],
  ['x', [{ lifeId: 'y' }]],
]);

test.each([
  ['a', ['a'], ['a']],
  ['c', ['c', 'a'], ['c', 'a']],
  ['b', ['b', 'a', 'x', 'y'], ['b', 'a']],
])('the land of %s was in %j; of all its land it was said of %j', (life, line, whole) => {
  expect(landLine(origins, life)).toEqual(line);
  expect(splitLine(origins, life)).toEqual(whole);
});

describe('the whole land of a stand has on record', () => {
  const recordsOf = (kept: Record<string, Record<string, string>>) =>
    new Map(Object.entries(kept).map(([life, items]) => [life, new Map(Object.entries(items))]));
  const has = (life: string, kept: Record<string, Record<string, string>>) => {
    const record = onRecord(origins, recordsOf(kept), life);
    return record && Object.fromEntries(record);
  };
  const MAP = { map: '2027-01-01' };

  test.each([
    ['what the stand it was split off from had', 'c', { a: MAP }, MAP],
    ['not what its sister has since', 'c', { a: {}, b: MAP }, {}],
    ['what both had that are one now', 'b', { a: MAP, y: MAP }, MAP],
    ['not what only one of them had', 'b', { a: MAP, x: {} }, {}],
    ['not what was written the day before they became one', 'b', { b: { map: '2028-04-30' }, x: {} }, {}],
    ['what was written on the day they became one', 'b', { b: { map: '2028-05-01' }, x: {} }, { map: '2028-05-01' }],
    ['what land has of which alone it is asked', 'b', { x: MAP }, MAP],
    ['nothing where nothing is asked of it', 'c', { x: MAP }, undefined],
  ] as [string, string, Record<string, Record<string, string>>, object | undefined][])(
    '%s',
    (_title, life, kept, wanted) => {
      expect(has(life, kept)).toEqual(wanted);
    },
  );
});

test('however land was split and joined, each life of it is told once, itself the first', () => {
  // A life comes of earlier ones alone.
  const pasts = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(pasts, (all) => {
      const past = (from: readonly number[], life: number) =>
        from.map((each, index): Origin => ({ lifeId: `${each % life}`, ...(index > 0 && { joinedOn: '2028-01-01' }) }));
      const known = new Map(all.map((from, index) => [`${index + 1}`, past(from, index + 1)]));
      const line = landLine(known, `${all.length}`);
      expect(line[0]).toBe(`${all.length}`);
      expect(new Set(line).size).toBe(line.length);
      for (const life of splitLine(known, `${all.length}`)) expect(line).toContain(life);
    }),
  );
});
