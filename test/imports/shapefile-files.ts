/** Shapefiles and zips as tests want them, sound unless told otherwise; byte by byte, so that they can be broken anywhere. */
import { crc32, deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { NO_MAPPING, type Mapping } from '../../imports/mapping.ts';
import { ImportError, sayProblem, type Problem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { held } from '../../imports/table.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

export type Ring = readonly (readonly [x: number, y: number])[];

/** A square of about 10 ha in Dingxiang, with the clock, as a shapefile has its land. */
export const SQUARE = square(113, 38.5, 0.003);

export function square(x: number, y: number, size: number): Ring {
  return [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ];
}

export interface Field {
  readonly name: string | Buffer;
  readonly type?: string;
  readonly bytes?: number;
  readonly decimals?: number;
}

export const FIELDS: readonly Field[] = [
  { name: '县代码', bytes: 6 },
  { name: '小班号', bytes: 10 },
  { name: '树种', bytes: 20 },
  { name: '造林日期', type: 'D', bytes: 8 },
  { name: '设计株数', type: 'N', bytes: 10 },
];
export const STAND = ['140921', '0001', '油松', '20260410', '      2000'];

interface DbfParts {
  readonly fields?: readonly Field[];
  readonly rows?: readonly (readonly (string | Buffer)[])[];
  readonly encoding?: string;
  readonly languageId?: number;
  /** Rows that carry the mark of deletion, from 1. */
  readonly deleted?: readonly number[];
}

export function dbfOf({
  fields = FIELDS,
  rows = [STAND],
  encoding = 'gb18030',
  languageId = encoding === 'gb18030' ? 0x4d : 0,
  deleted = [],
}: DbfParts = {}): Buffer {
  const encode = (text: string | Buffer) => (typeof text === 'string' ? iconv.encode(text, encoding) : text);
  const sizes = fields.map(({ bytes = 20 }) => bytes);
  const recordBytes = sizes.reduce((sum, size) => sum + size, 1);
  const header = Buffer.alloc(32 + fields.length * 32 + 1);
  header.set([3, 126, 4, 10]);
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(recordBytes, 10);
  header[29] = languageId;
  fields.forEach(({ name, type = 'C', decimals = 0 }, index) => {
    const at = 32 + index * 32;
    encode(name).copy(header, at, 0, 10);
    header.write(type, at + 11, 'latin1');
    header.set([sizes[index]!, decimals], at + 16);
  });
  header[header.length - 1] = 0x0d;
  const records = rows.map((row, index) => {
    const record = Buffer.alloc(recordBytes, ' ');
    if (deleted.includes(index + 1)) record[0] = 0x2a;
    let at = 1;
    row.forEach((cell, column) => {
      encode(cell).copy(record, at, 0, sizes[column]);
      at += sizes[column]!;
    });
    return record;
  });
  return Buffer.concat([header, ...records, Buffer.from([0x1a])]);
}

/** One outline: its rings, or nothing. */
export type Outline = readonly Ring[] | undefined;

export function shpOf(outlines: readonly Outline[] = [[SQUARE]], type = 5): Buffer {
  const records = outlines.map((rings, index) =>
    recordOf(index + 1, rings === undefined ? nothing() : shape(rings, type)),
  );
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(type, 32);
  return Buffer.concat([header, ...records]);
}

/** Where each outline begins, as a sound index says. */
export function shxOf(shp: Buffer): Buffer {
  const header = Buffer.from(shp.subarray(0, 100));
  const entries: Buffer[] = [];
  for (let at = 100; at < shp.length; at += 8 + shp.readInt32BE(at + 4) * 2) {
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(at / 2, 0);
    entry.writeInt32BE(shp.readInt32BE(at + 4), 4);
    entries.push(entry);
  }
  header.writeInt32BE((100 + entries.length * 8) / 2, 24);
  return Buffer.concat([header, ...entries]);
}

export function recordOf(number: number, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeInt32BE(number, 0);
  header.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([header, content]);
}

function nothing(): Buffer {
  return Buffer.alloc(4);
}

/** 5 = plain, 15 = with heights, 25 = with measures; 1, 3 and 8 take the first ring's positions. */
function shape(rings: readonly Ring[], type: number): Buffer {
  const points = rings.flat();
  const extra = type === 15 ? 2 * (16 + points.length * 8) : type === 25 ? 16 + points.length * 8 : 0;
  if (type === 1) return pointOf(points[0]!);
  const content = Buffer.alloc(44 + rings.length * 4 + points.length * 16 + extra);
  content.writeInt32LE(type, 0);
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(points.length, 40);
  let start = 0;
  rings.forEach((ring, part) => {
    content.writeInt32LE(start, 44 + part * 4);
    start += ring.length;
  });
  points.forEach(([x, y], index) => {
    content.writeDoubleLE(x, 44 + rings.length * 4 + index * 16);
    content.writeDoubleLE(y, 44 + rings.length * 4 + index * 16 + 8);
  });
  return content;
}

function pointOf([x, y]: Ring[number]): Buffer {
  const content = Buffer.alloc(20);
  content.writeInt32LE(1, 0);
  content.writeDoubleLE(x, 4);
  content.writeDoubleLE(y, 12);
  return content;
}

export const CGCS2000 =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

export type Files = Readonly<Record<string, string | Buffer | undefined>>;

/** One sound stand; `undefined` takes a part away. */
export function stand(files: Files = {}): Files {
  return { 'stands.shp': shpOf(), 'stands.dbf': dbfOf(), 'stands.prj': CGCS2000, ...files };
}

interface Lies {
  readonly statedBytes?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  readonly mode?: number;
  /** Packed already: what stands in the archive. */
  readonly packed?: Buffer;
}

/** @param lies - what the list at the end says that is not so, by path */
export function zipOf(files: Files, lies: Readonly<Record<string, Lies>> = {}): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue;
    const bytes = Buffer.from(content as string);
    const lie = lies[path] ?? {};
    const packed = lie.packed ?? deflateRawSync(bytes);
    const name = Buffer.from(path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(lie.flags ?? 0x800, 8);
    entry.writeUInt16LE(lie.method ?? 8, 10);
    entry.writeUInt32LE(lie.crc32 ?? crc32(bytes), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(lie.statedBytes ?? bytes.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(((lie.mode ?? 0) << 16) >>> 0, 38);
    entry.writeUInt32LE(at, 42);
    locals.push(local, name, packed);
    list.push(entry, name);
    at += local.length + name.length + packed.length;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(list.length / 2, 8);
  end.writeUInt16LE(list.length / 2, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, listed, end]);
}

export const table = (zip: Buffer, options = {}) => held(readTable(zip, options));
export const stands = (zip: Buffer, mapping: Partial<Mapping> = {}) => {
  const whole = { ...NO_MAPPING, ...mapping };
  return readStands(readTable(zip, whole), whole, KNOWN);
};

/** What is said of a file, row by row: `1 VALUE_MISSING: …`; of a refused file, the one sentence. */
export function said(zip: Buffer, mapping: Partial<Mapping> = {}): string {
  try {
    const { drafts, problems, warnings } = stands(zip, mapping);
    const line = (problem: Problem) => `${problem.row} ${problem.code}: ${sayProblem(problem, 'en')}`;
    return [`${drafts.length} taken`, ...[...problems, ...warnings].map(line)].join('\n');
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return `${error.problem.code}: ${error.message}`;
  }
}
