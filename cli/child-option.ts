/** A stand that a split begins, as people write it: `140921-0101 m2=60000`, or its parts `140921-0101 p1=60000 p2`. */
import { InvalidArgumentError } from 'commander';
import type { SplitToSend } from '../client/land-sendings.ts';
import { wholeNumber } from './units.ts';

export type WrittenChild = SplitToSend['children'][number];
type Piece = WrittenChild['pieces'][number];

/** The area of a stand that is in one part has no part to name. */
const WHOLE = 'm2';

/** @example childOf('140921-0101 p1=60000 p2') // { standId: '140921-0101', pieces: [{ partId: 'p1', areaM2: 60000 }, { partId: 'p2' }] } */
export function childOf(text: string): WrittenChild {
  const [standId = '', ...words] = text.trim().split(/\s+/);
  if (standId === '' || words.length === 0) {
    throw new InvalidArgumentError(
      `the stand is '${text}'; wanted: its number, then m2=… or parts, as '140921-0101 m2=60000' or '140921-0101 p1=60000 p2'`,
    );
  }
  return { standId, pieces: words.map(pieceOf) };
}

function pieceOf(word: string): Piece {
  const [name = '', m2] = word.split('=', 2);
  if (m2 === undefined) return { partId: name };
  const areaM2 = wholeNumber(m2);
  return name === WHOLE ? { areaM2 } : { partId: name, areaM2 };
}
