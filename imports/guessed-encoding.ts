/** What a text without a stated encoding is in, where its bytes are not UTF-8: told by its words, or asked about. */
import iconv from 'iconv-lite';
import { looksChinese, looksKorean } from './gb-shape.ts';
import { ImportError } from './problems.ts';
import type { RowFault } from './table.ts';

/** Pages of Windows; of each other script one, as their users know which other one they have. */
const WINDOWS = ['cp1252', 'cp1250', 'cp1257', 'cp1251'] as const;
/** Named where a file must be asked about; of East Asia, Turkey, an old DOS program or a Mac. */
const OTHERS = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'cp1254', 'cp850', 'cp866', 'macroman'] as const;
const MOST_WORDS = 10_000;
const MOST_SHOWN = 3;

export interface Guess {
  readonly encoding: string;
  readonly remark: RowFault;
}

/**
 * GB18030 where the bytes have the shape of everyday Chinese; else a page of Windows, if all of those that make words
 * make the same ones. What differs between them is asked about: a letter that was guessed is another name.
 *
 * @param pieces - texts, each by itself
 * @throws ImportError with a word of the file as each encoding has it, where they differ
 */
export function guessed(pieces: Iterable<Uint8Array>): Guess | undefined {
  const words = wordsIn(pieces);
  if (words.length === 0) return undefined;
  const readIn = (encoding: string) => words.map((word) => iconv.decode(Buffer.from(word, 'latin1'), encoding));
  if (looksKorean(words)) return asked(words);
  if (looksChinese(words)) return guessOf('gb18030', readIn('gb18030'));
  const read = WINDOWS.map((encoding) => ({ encoding, texts: readIn(encoding) })).filter(({ texts }) =>
    texts.every(isWord),
  );
  const [first, ...rest] = read;
  if (first === undefined) return asked(words);
  const differs = (at: number) => rest.some(({ texts }) => texts[at] !== first.texts[at]);
  const unclear = words.filter((_, at) => differs(at));
  return unclear.length === 0 ? guessOf(first.encoding, first.texts) : asked(unclear);
}

function guessOf(encoding: string, texts: readonly string[]): Guess {
  const met = texts.slice(0, MOST_SHOWN).join(', ');
  return { encoding, remark: { code: 'ENCODING_GUESSED', met, wanted: encoding } };
}

/** Undefined where no encoding makes words of them: then it is no text. */
function asked(words: readonly string[]): undefined {
  const [word = ''] = words.toSorted((a, b) => b.length - a.length);
  const read = [...WINDOWS, ...OTHERS].map(
    (encoding) => [encoding, iconv.decode(Buffer.from(word, 'latin1'), encoding)] as const,
  );
  const sound = read.filter(([, text]) => isWord(text));
  if (sound.length === 0) return undefined;
  const met = sound.map(([encoding, text]) => `${encoding} («${text}»)`).join(', ');
  throw new ImportError({ code: 'ENCODING_UNCLEAR', met });
}

const HIGH = 0x80;

/** Runs of letters, digits and high bytes that have a high byte, each once, as latin1. */
function wordsIn(pieces: Iterable<Uint8Array>): readonly string[] {
  const words = new Set<string>();
  for (const bytes of pieces)
    for (let at = 0; at < bytes.length && words.size < MOST_WORDS; at += 1) {
      if (bytes[at]! < HIGH) continue;
      let [from, to] = [at, at + 1];
      while (from > 0 && isOfWord(bytes[from - 1]!)) from -= 1;
      while (to < bytes.length && isOfWord(bytes[to]!)) to += 1;
      words.add(Buffer.from(bytes.subarray(from, Math.min(to, from + 60))).toString('latin1'));
      at = to;
    }
  return [...words];
}

function isOfWord(byte: number): boolean {
  return byte >= HIGH || /[A-Za-z0-9]/.test(String.fromCharCode(byte));
}

const SIGNS = /[°²³½¼¾–—’‘“”„«»€§·±×…№ªº]/u;
/** A quotation mark or sign within a word is a letter of another encoding; so is a letter of another script. */
const NO_WORD =
  /\p{L}[“”„«»€§±×…–—‘½¼¾°]\p{L}|\p{sc=Latin}[\p{sc=Cyrillic}\p{sc=Han}\p{sc=Greek}]|[\p{sc=Cyrillic}\p{sc=Han}\p{sc=Greek}]\p{sc=Latin}/u;

function isWord(text: string): boolean {
  return (
    !NO_WORD.test(text) && Array.from(text).every((sign) => sign < '\u0080' || /\p{L}/u.test(sign) || SIGNS.test(sign))
  );
}
