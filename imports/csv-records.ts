/** Records of a CSV, read a few hundred at a time each time they are gone through. */
import { CsvError, parse, type Options } from 'csv-parse/sync';
import { ImportError } from './problems.ts';
import { anew } from './table.ts';

export interface CsvRecord {
  readonly record: readonly string[];
  /** It ends in, counted from 1. */
  readonly line: number;
}

/** As the parser hands it over: so many lines and bytes have been read with it. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

/** Begins of pieces of so many records each. */
interface Piece {
  readonly at: number;
  /** Lines before it. */
  readonly lines: number;
}

const PIECE_RECORDS = 250;

/**
 * The whole is read through once to find out that it can be, and where its records begin.
 *
 * @param bytes - UTF-8
 * @throws ImportError with the line where the table breaks off
 */
export function csvRecords(bytes: Uint8Array, delimiter: string): Iterable<CsvRecord> {
  const options: Options = { delimiter, info: true, relax_column_count: true, trim: true };
  const { pieces, lineBreak } = piecesOf(bytes, options);
  return anew(function* () {
    for (const [index, { at, lines }] of pieces.entries()) {
      const piece = bytes.subarray(at, pieces[index + 1]?.at);
      for (const { record, info } of parsed(piece, { ...options, ...lineBreak }))
        yield { record, line: lines + info.lines };
    }
  });
}

function piecesOf(bytes: Uint8Array, options: Options) {
  const pieces: Piece[] = [{ at: 0, lines: 0 }];
  let [count, firstEnd] = [0, 0];
  const hear = ({ info }: Parsed) => {
    if (count === 0) firstEnd = info.bytes;
    count += 1;
    if (count % PIECE_RECORDS === 0) pieces.push({ at: info.bytes, lines: info.lines });
    return null;
  };
  parsed(bytes, { ...options, on_record: hear as never });
  // What ends the first record ends all of them; a piece by itself might begin with another sign.
  const end = Buffer.from(bytes.subarray(Math.max(0, firstEnd - 2), firstEnd)).toString('latin1');
  const [mark] = /\r\n$|\n$|\r$/.exec(end) ?? [];
  return { pieces, lineBreak: mark === undefined ? {} : { record_delimiter: mark } };
}

function parsed(bytes: Uint8Array, options: Options): readonly Parsed[] {
  try {
    return parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), options) as unknown as readonly Parsed[];
  } catch (error) {
    if (error instanceof CsvError) throw new ImportError({ code: 'FILE_BROKEN', met: error.message });
    throw error;
  }
}
