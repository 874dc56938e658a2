/** How a worker speaks to its server. */
import { expect, test } from 'vitest';
import { compressionTo } from '../../worker/connect-native.ts';

test.each([
  ['localhost:7233', 'none'],
  ['127.0.0.1:40123', 'none'],
  ['[::1]:7233', 'none'],
  ['10.0.0.1:7233', 'gzip'],
  ['temporal.forest.example:7233', 'gzip'],
  ['127.0.0.1.forest.example:7233', 'gzip'],
  ['localhost.forest.example:7233', 'gzip'],
])('with the server at %s nothing is compressed that need not travel: %s', (address, codec) => {
  expect(compressionTo(address)).toEqual({ codec });
});
