/** Whether bytes have the shape of everyday Chinese in GB18030, and not only its range, which nearly all bytes are in; or of Korean. */

/** Pairs of GB2312: signs, and the 3,755 characters that texts are made of, sorted by sound. */
const SIGNS = [0xa1, 0xa9] as const;
const COMMON = [0xb0, 0xd7] as const;
/** Rarer characters by their strokes, such as 岢岚. */
const RARE = [0xd8, 0xf7] as const;
const LEAST_SECOND = 0xa1;

/** Names have rare characters; a text of which a third is rare is none. */
const LEAST_COMMON = 0.65;
/** Of pairs and halves; the rest are rare or damaged. */
const LEAST_KNOWN = 0.9;

/** @param words - with their high bytes, as latin1 */
export function looksChinese(words: readonly string[]): boolean {
  let [pairs, common, known] = [0, 0, 0];
  for (const word of words)
    for (let at = 0; at < word.length; at += 1) {
      const first = word.charCodeAt(at);
      if (first < 0x80) continue;
      const second = word.charCodeAt(at + 1);
      const isPlain = second >= LEAST_SECOND;
      pairs += 1;
      if (isPlain && isAmong(COMMON, first)) common += 1;
      if (isPlain && [SIGNS, COMMON, RARE].some((range) => isAmong(range, first))) known += 1;
      // A rare character has four bytes, every second one a digit.
      at += isDigit(second) ? 3 : 1;
    }
  return pairs > 0 && known / pairs >= LEAST_KNOWN && common / pairs >= LEAST_COMMON;
}

/** Syllables of Korean in EUC-KR, which are common characters of Chinese as well. */
const SYLLABLES = [0xb0, 0xc8] as const;
/** Of Chinese six in ten lie among them: fewer than so many by chance. */
const LEAST_SYLLABLES = 12;

/** Whether all of the bytes are syllables of Korean. Then they are everyday Chinese, too, and nobody can tell. */
export function looksKorean(words: readonly string[]): boolean {
  const pairs = words.flatMap((word) => word.match(/[\u0080-\uffff]{1,2}/g) ?? []);
  return pairs.length >= LEAST_SYLLABLES && pairs.every((pair) => isAmong(SYLLABLES, pair.charCodeAt(0)));
}

function isDigit(byte: number): boolean {
  return 0x30 <= byte && byte <= 0x39;
}

function isAmong([first, last]: readonly [number, number], byte: number): boolean {
  return first <= byte && byte <= last;
}
