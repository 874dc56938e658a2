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

/** @throws ImportError naming the path where it is no XML, or is cut off */
export function walkXml(bytes: Uint8Array, path: string, visitor: XmlVisitor): void {
  const parser = new Parser()
    .on('openTag', (name, attributes, decode) =>
      visitor.open(localName(name), (wanted) => attributeIn(attributes(), wanted, decode)),
    )
    .on('closeTag', (name) => visitor.close?.(localName(name)))
    .on('text', (text, decode) => visitor.text?.(decode(text)))
    .on('cdata', (text) => visitor.text?.(text))
    .on('error', ({ message }) => {
      throw new ImportError({ code: 'FILE_BROKEN', met: `${path}: ${message}` });
    });
  const decoder = new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true }));
  parser.end();
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
