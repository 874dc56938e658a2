/** Land as numbers in one row: ten thousand outlines held as lists of lists take five times the room. */
import type { Position } from 'geojson';
import type { Pieces, Ring } from './pieces.ts';

export class PackedLand {
  /** How many pieces; of each how many rings; of each how many positions, and these, x and y in turn. */
  private readonly numbers: Float64Array;

  constructor(pieces: Pieces) {
    const rings = pieces.flat();
    const positions = rings.reduce((sum, ring) => sum + ring.length, 0);
    this.numbers = new Float64Array(1 + pieces.length + rings.length + positions * 2);
    let at = 0;
    const put = (number: number) => (this.numbers[at++] = number);
    put(pieces.length);
    for (const piece of pieces) {
      put(piece.length);
      for (const ring of piece) {
        put(ring.length);
        for (const [x = NaN, y = NaN] of ring) {
          put(x);
          put(y);
        }
      }
    }
  }

  /** Made anew. */
  get pieces(): Pieces {
    let at = 0;
    const take = () => this.numbers[at++]!;
    const list = <T>(make: () => T): T[] => Array.from({ length: take() }, make);
    return list(() => list((): Ring => list((): Position => [take(), take()])));
  }
}
