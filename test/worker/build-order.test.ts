import { expect, test } from 'vitest';
import { isLaterThan } from '../../worker/build-order.ts';

test.each([
  ['0.2.0-aaaaaaaa', '0.1.9-ffffffff', true],
  ['0.1.9-ffffffff', '0.2.0-aaaaaaaa', false],
  ['0.10.0-aaaaaaaa', '0.9.0-aaaaaaaa', true],
  ['1.0.0-rc-aaaaaaaa', '0.9.9-aaaaaaaa', true],
  ['0.1.0-aaaaaaaa', '0.1.0-bbbbbbbb', true],
  ['0.1.0-bbbbbbbb', '0.1.0-aaaaaaaa', true],
])('build %s takes over from %s: %s', (id, than, later) => {
  expect(isLaterThan(id, than)).toBe(later);
});
