/** How a stand is made or begins, by the words files have for it; one that is not known is never taken for a planting. */
import { ENCLOSURES, type PlantingMethod, type Start } from '../domain/stand/state.ts';
import { enclosureNamed, isEnclosure } from './enclosure.ts';

/** Beginnings without a planting, in Chinese, English, Finnish, Swedish, Estonian and German. */
const STARTS: readonly (readonly [Start, RegExp])[] = [
  ['COPPICE', /平茬|coppic|vesa(st|metsä)|stubbskott|kännuvõsu|niederwald|stockausschlag/i],
  ['RESTORATION', /修复|恢复|restor/i],
  [
    'NATURAL',
    /天然更新|自然更新|natural(ly)? (regenerat|coloni[sz])|^natural$|luontai(nen|sesti)|naturlig föryngring|självföryngring|looduslik|naturverjüngung/i,
  ],
  ['EXISTING', /既有|现有|已有|未成林|exist|young/i],
];

/** What is said of a stand before and after how it was made changes nothing. */
const METHODS: readonly (readonly [PlantingMethod, RegExp])[] = [
  ['AERIAL_SEEDING', /飞播|飞机播|aerial|by air|from the air/i],
  // Seedlings are planted; so are sown containers.
  ['DIRECT_SOWING', /播|^sow|\bsowing|\bsown|\bseed(ed|ing)?\b|kylvö|kylvetty|sådd|külv|saat\b|\bsemis\b/i],
  [
    'PLANTING',
    /植苗|植树|栽植|栽种|移栽|移植|扦插|插条|插干|埋条|分殖|人工造林|人工更新|人工植|容器苗|裸根苗|(?<!补)植$|造林$|\bplant|bare-?root|\bplugs?\b|container|istut|plantering|planterat|istuta|pflanz|plantation/i,
  ],
];

/** Shown where a word is not known. */
export const METHOD_WORDS = '植苗, 播种, 飞播, 人工造林, planting, direct sowing, aerial seeding, istutus, kylvö';
export const START_WORDS =
  '既有幼林, 退化林修复, 平茬, 天然更新, 封山育林, existing, restoration, coppice, natural regeneration, enclosure';

/** Codes of the program, as a mapping's words may have them. */
function coded<Code extends string>(table: readonly (readonly [Code, RegExp])[], text: string): Code | undefined {
  return table.find(([code]) => code === text)?.[0];
}

/** @example startCalled('退化林修复') // 'RESTORATION' */
export function startCalled(text: string): Start | undefined {
  const enclosure = ENCLOSURES.find((code) => code === text);
  if (enclosure !== undefined) return enclosure;
  // What stands there already is said of an enclosure, too.
  if (isEnclosure(text)) return enclosureNamed(text);
  return coded(STARTS, text) ?? STARTS.find(([, words]) => words.test(text))?.[0];
}

/** @example methodCalled('飞播造林') // 'AERIAL_SEEDING' */
export function methodCalled(text: string): PlantingMethod | undefined {
  return coded(METHODS, text) ?? METHODS.find(([, words]) => words.test(text))?.[0];
}
