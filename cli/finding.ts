/** What `doctor` looked at, what it met there, and what it wanted. */
import type { Said } from './exit-codes.ts';

export interface Finding {
  readonly what: Said;
  readonly ok: boolean;
  readonly met: Said;
  readonly wanted: Said;
}

/** The first few of so many. */
export function fewOf(named: readonly Said[], count: number): Said {
  const more = count - named.length;
  return {
    en: named.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
    zh: named.map(({ zh }) => zh).join('、') + (more > 0 ? `，另有 ${more} 个` : ''),
  };
}
