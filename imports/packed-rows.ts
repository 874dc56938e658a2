/**
 * Rows that were read, as bytes: a county's, held as objects, are what the process's memory grows by several times over,
 * since the collector of garbage leaves as much again unused.
 */
import { LandOutline, type Outline } from './outline.ts';
import { PackedLand } from './packed-land.ts';

/** Facts that JSON can carry, and perhaps an outline. */
export interface Packable {
  readonly outline?: Outline;
}

/** A list whose rows are made anew each time they are asked for. */
export class PackedRows<Row extends Packable> implements Iterable<Row> {
  private readonly bytes: PackedBytes;
  /** Of each row where it begins. */
  private readonly places: number[] = [];

  constructor(rows: Iterable<Row>, bytes = new PackedBytes()) {
    this.bytes = bytes;
    for (const row of rows) this.places.push(bytes.add(row));
  }

  get length(): number {
    return this.places.length;
  }

  *[Symbol.iterator](): Generator<Row> {
    for (const place of this.places) yield this.bytes.read(place) as Row;
  }

  /** Some of the rows; their bytes are shared. */
  filter(isWanted: (row: Row) => boolean): PackedRows<Row> {
    const some = new PackedRows<Row>([], this.bytes);
    for (const place of this.places) if (isWanted(this.bytes.read(place) as Row)) some.places.push(place);
    return some;
  }
}

const CHUNK_BYTES = 1_048_576;
const NUMBER_BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Of a row: how many numbers its land has, how many bytes its facts have, these numbers, and the facts as JSON. */
class PackedBytes {
  private readonly chunks: Buffer[] = [];
  /** Of the last chunk. */
  private used = CHUNK_BYTES;

  /** @returns its place, for `read` */
  add(row: Packable): number {
    const { outline } = row;
    const land = outline instanceof LandOutline ? outline.land.numbers : new Float64Array();
    const facts = Buffer.from(
      JSON.stringify(outline instanceof LandOutline ? { ...row, outline: outline.facts } : row),
    );
    const head = new Float64Array([land.length, facts.length]);
    const size = head.byteLength + land.byteLength + Math.ceil(facts.length / NUMBER_BYTES) * NUMBER_BYTES;
    if (this.used + size > CHUNK_BYTES) {
      // Larger than a chunk, it has one to itself.
      this.chunks.push(Buffer.from(new ArrayBuffer(Math.max(size, CHUNK_BYTES))));
      this.used = 0;
    }
    const at = this.used;
    let to = at;
    for (const part of [bytesOf(head), bytesOf(land), facts]) {
      this.chunks.at(-1)!.set(part, to);
      to += part.length;
    }
    this.used += size;
    return (this.chunks.length - 1) * CHUNK_BYTES + at;
  }

  read(place: number): Packable {
    const chunk = this.chunks[Math.floor(place / CHUNK_BYTES)]!;
    const at = place % CHUNK_BYTES;
    const [numbers = 0, length = 0] = new Float64Array(chunk.buffer, at, 2);
    const landAt = at + 2 * NUMBER_BYTES;
    const factsAt = landAt + numbers * NUMBER_BYTES;
    const row = JSON.parse(chunk.toString('utf8', factsAt, factsAt + length)) as Packable;
    if (numbers === 0) return row;
    const land = new PackedLand(new Float64Array(chunk.buffer, landAt, numbers));
    return { ...row, outline: new LandOutline(land, row.outline!) };
  }
}

function bytesOf(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
