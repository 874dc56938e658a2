/** Where the features of a GeoJSON lie in its bytes, so that each can be read by itself. */

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_TABLE, CLOSE_TABLE] = [0x5b, 0x5d, 0x7b, 0x7d];
const [TAB, LINE_FEED, RETURN, BLANK] = [0x09, 0x0a, 0x0d, 0x20];

export interface FeatureRanges {
  /** Of each feature its first byte and the one behind its last, in turn. */
  readonly ranges: readonly number[];
  /** The document with its features left out. */
  readonly envelope: string;
}

/**
 * Undefined where the document is not an object with one list of features: whoever asks reads it whole then, and finds
 * out what it is. Brackets and commas are looked at and nothing else: that each range, and the envelope, is JSON is
 * left to whoever reads them.
 *
 * @param bytes - UTF-8
 */
export function featureRanges(bytes: Uint8Array): FeatureRanges | undefined {
  const walk = new Walk(bytes);
  let list: { readonly from: number; readonly to: number; readonly ranges: readonly number[] } | undefined;
  if (!walk.take(OPEN_TABLE) || walk.take(CLOSE_TABLE)) return undefined;
  do {
    const key = walk.value();
    if (key === undefined || !walk.take(COLON)) return undefined;
    const isFeatures = textIn(bytes, key) === '"features"';
    const from = walk.next();
    const ranges = isFeatures ? walk.list() : undefined;
    // A key that comes twice counts by its last value.
    if (isFeatures && (ranges === undefined || list !== undefined)) return undefined;
    if (ranges !== undefined) list = { from, to: walk.at, ranges };
    else if (walk.value() === undefined) return undefined;
  } while (walk.take(COMMA));
  if (!walk.take(CLOSE_TABLE) || walk.next() < bytes.length || list === undefined) return undefined;
  const { from, to, ranges } = list;
  return { ranges, envelope: `${textIn(bytes, [0, from])}[]${textIn(bytes, [to, bytes.length])}` };
}

export function textIn(bytes: Uint8Array, [from, to]: readonly [from: number, to: number]): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}

class Walk {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Place of the next byte that is no blank. */
  next(): number {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== BLANK && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) return this.at;
      this.at += 1;
    }
  }

  take(byte: number): boolean {
    if (this.bytes[this.next()] !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Ranges of the values of a list, all of them tables. */
  list(): readonly number[] | undefined {
    const ranges: number[] = [];
    if (!this.take(OPEN_LIST)) return undefined;
    if (this.take(CLOSE_LIST)) return ranges;
    do {
      const range = this.bytes[this.next()] === OPEN_TABLE ? this.value() : undefined;
      if (range === undefined) return undefined;
      ranges.push(...range);
    } while (this.take(COMMA));
    return this.take(CLOSE_LIST) ? ranges : undefined;
  }

  /** Passes over a value, whatever it is. */
  value(): readonly [from: number, to: number] | undefined {
    const from = this.next();
    let depth = 0;
    do {
      const byte = this.bytes[this.next()];
      if (byte === undefined) return undefined;
      if (byte === OPEN_LIST || byte === OPEN_TABLE) depth += 1;
      else if (byte === CLOSE_LIST || byte === CLOSE_TABLE) depth -= 1;
      if (depth < 0) return undefined;
      if (byte === QUOTE) this.text();
      else if (depth > 0 || byte === CLOSE_LIST || byte === CLOSE_TABLE) this.at += 1;
      else this.word();
    } while (depth > 0);
    return this.at > from ? [from, this.at] : undefined;
  }

  private text(): void {
    for (this.at += 1; this.at < this.bytes.length && this.bytes[this.at] !== QUOTE; this.at += 1)
      if (this.bytes[this.at] === BACKSLASH) this.at += 1;
    this.at += 1;
  }

  /** A number, true, false or null. */
  private word(): void {
    while (this.at < this.bytes.length && /[\w.+-]/.test(String.fromCharCode(this.bytes[this.at]!))) this.at += 1;
  }
}
