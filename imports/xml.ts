/** XML walked through piece by piece, so that a sheet of 200 MB is never one text. Entities of a DTD are not followed. */
import { Parser } from 'saxen';
import { ImportError } from './problems.ts';

export interface XmlVisitor {
  /** Names come without their prefix. */
  open(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
}

const PIECE_BYTES = 65_536;
/** A cell has 32,767 characters at most. What goes on for longer is searched from its beginning with each piece. */
const MOST_TOKEN_BYTES = 1_048_576;

/** @throws ImportError naming the path where it is no XML, or is cut off, or goes on without an end of anything */
export function walkXml(bytes: Uint8Array, path: string, visitor: XmlVisitor): void {
  for (const _ of xmlPieces(bytes, path, visitor));
}

/** As `walkXml`, and pauses after each piece, so that what was heard of it can be handed on. */
export function* xmlPieces(bytes: Uint8Array, path: string, visitor: XmlVisitor): Generator<void> {
  const broken = (met: string) => new ImportError({ code: 'FILE_BROKEN', met: `${path}: ${met}` });
  let unendedBytes = 0;
  const parser = parserFor(visitor, () => (unendedBytes = 0)).on('error', ({ message }) => {
    throw broken(message);
  });
  const decoder = new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    unendedBytes += PIECE_BYTES;
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true }));
    if (unendedBytes > MOST_TOKEN_BYTES) throw broken(`a tag or text is longer than ${MOST_TOKEN_BYTES} bytes`);
    yield;
  }
  parser.end();
  yield;
}

/** @param ended - told each time a tag or a text has come to its end */
function parserFor(visitor: XmlVisitor, ended: () => void): Parser {
  return new Parser()
    .on('openTag', (name, attributes, decode) => {
      ended();
      visitor.open(localName(name), (wanted) => attributeIn(attributes(), wanted, decode));
    })
    .on('closeTag', (name) => {
      ended();
      visitor.close?.(localName(name));
    })
    .on('text', (text, decode) => {
      ended();
      visitor.text?.(decode(text));
    })
    .on('cdata', (text) => {
      ended();
      visitor.text?.(text);
    });
}

function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributeIn(
  attributes: Readonly<Record<string, string>>,
  wanted: string,
  decode: (text: string) => string,
): string | undefined {
  const name = Object.keys(attributes).find((each) => localName(each) === wanted);
  return name === undefined ? undefined : decode(attributes[name]!);
}
