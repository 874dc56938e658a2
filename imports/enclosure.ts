/** Words for enclosures and their types, as files have them. */
import type { Enclosure } from '../domain/stand/state.ts';

/** @example isEnclosure('封山育林（乔木型）') // true */
export function isEnclosure(text: string): boolean {
  return /封[山沙滩]*育|封育|enclos/i.test(text);
}

/** What a row may say of the type. */
export const ENCLOSURE_TYPES =
  '乔木型, 乔灌型, 灌木型, 灌草型, 有林地, 灌木林地 (trees, trees and shrubs, shrubs, shrubs and grass, in forest, in shrubland)';

/** Of two words that fit the longer one comes first: 灌木林地 is no 灌木型. */
const TYPES: readonly (readonly [Enclosure, RegExp])[] = [
  ['ENCLOSURE_TREE_SHRUB', /乔灌|trees?[-–\s]+(and\s+)?shrubs?/i],
  ['ENCLOSURE_SHRUB_GRASS', /灌草|shrubs?[-–\s]+(and\s+)?grass/i],
  ['ENCLOSURE_SHRUBLAND', /灌木林地|灌丛地|shrub\s?land/i],
  ['ENCLOSURE_FOREST', /有林地|in forest|existing forest/i],
  ['ENCLOSURE_SHRUB', /灌木|shrub/i],
  ['ENCLOSURE_TREE', /乔木|tree/i],
];

/**
 * Which one it is; undefined where no type is told, or more than one place.
 *
 * @example enclosureNamed('封山育林 乔灌型') // 'ENCLOSURE_TREE_SHRUB'
 */
export function enclosureNamed(text: string): Enclosure | undefined {
  const [first, second] = TYPES.filter(([, words]) => words.test(text)).map(([type]) => type);
  return first === 'ENCLOSURE_SHRUBLAND' && second === 'ENCLOSURE_FOREST' ? undefined : first;
}
