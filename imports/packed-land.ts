/** Land as numbers in one row: ten thousand outlines held as lists of lists take five times the room. */
import type { Position } from 'geojson';
import type { Pieces } from './pieces.ts';

export class PackedLand {
  /** How many pieces; of each how many rings; of each how many positions, and these, x and y in turn. */
  readonly numbers: Float64Array;

  /** @param land - or the numbers of land that was packed before */
  constructor(land: Pieces | Float64Array) {
    this.numbers = land instanceof Float64Array ? land : numbersOf(land);
  }

  /** Made anew; in plain loops, as each pair of neighbours asks for it. */
  get pieces(): Pieces {
    const { numbers } = this;
    const pieces: Position[][][] = [];
    let at = 1;
    for (let left = numbers[0]!; left > 0; left -= 1) {
      const piece: Position[][] = [];
      for (let rings = numbers[at++]!; rings > 0; rings -= 1) {
        const ring: Position[] = [];
        for (let positions = numbers[at++]!; positions > 0; positions -= 1, at += 2)
          ring.push([numbers[at]!, numbers[at + 1]!]);
        piece.push(ring);
      }
      pieces.push(piece);
    }
    return pieces;
  }
}

function numbersOf(pieces: Pieces): Float64Array {
  const rings = pieces.flat();
  const positions = rings.reduce((sum, ring) => sum + ring.length, 0);
  const numbers = new Float64Array(1 + pieces.length + rings.length + positions * 2);
  let at = 0;
  numbers[at++] = pieces.length;
  for (const piece of pieces) {
    numbers[at++] = piece.length;
    for (const ring of piece) {
      numbers[at++] = ring.length;
      for (const [x = NaN, y = NaN] of ring) {
        numbers[at++] = x;
        numbers[at++] = y;
      }
    }
  }
  return numbers;
}
