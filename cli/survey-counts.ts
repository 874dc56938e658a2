/** Crowns, stems and species of a count, as people write them: `stems=30/500 naturals=5 closure=15/100 species:油松=850/1000`, `cover=45/100 left-out=50`. */
import type { SpeciesCount, SurveyCounts } from '../domain/stand/reported.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { crownsOf, given } from './outcome-deeds.ts';
import { readFields } from './outcome-fields.ts';
import { CROWNS_AND_STEMS } from './outcomes.ts';
import { speciesNamed } from './species.ts';

/**
 * @param about - the option they are written under
 * @param policy - of the stand: its foresters lay plots out in m² or in thousandths of an acre
 * @throws CommandError naming each word that cannot be read, what was met and what is wanted
 */
export function countsWritten(about: string, words: readonly string[], policy: LoadedPolicy): SurveyCounts {
  const isOfSpecies = (word: string) => word.startsWith(SPECIES);
  const others = words.filter((word) => !isOfSpecies(word));
  const { fields, problems } = readFields(policy, about, others, [...CROWNS_AND_STEMS, 'left-out']);
  if (problems.length > 0) {
    const message = {
      en: problems.map(({ met, wanted }) => `${met}; wanted: ${wanted.en}`).join('\n'),
      zh: problems.map(({ met, wanted }) => `${met}；应为：${wanted.zh}`).join('\n'),
    };
    throw new CommandError(EXIT.usage, 'COUNTS_UNREADABLE', message);
  }
  const { naturals, 'left-out': leftOut } = fields;
  const crowns = crownsOf(fields);
  const cover = crowns.cover && { ...crowns.cover, ...given({ leftOut }) };
  if (leftOut !== undefined && (cover === undefined || cover.hits + leftOut > cover.of || leftOut === cover.of)) {
    throw new CommandError(EXIT.usage, 'COUNTS_UNREADABLE', {
      en: `${about} left-out=${leftOut}; wanted: points of the cover count that lie in strips cut lately, none of them a hit: cover=45/100 left-out=50`,
      zh: `${about} left-out=${leftOut}；应为：盖度样点中位于近期平茬带内且未命中的个数，如 cover=45/100 left-out=50`,
    });
  }
  const bySpecies = bySpeciesIn(about, words.filter(isOfSpecies), policy);
  return { ...crowns, ...given({ cover, naturals, bySpecies }) };
}

/** Before the name of a species of a mixed planting, in place of the name of a measure. */
const SPECIES = 'species:';

/** Live of designed points of each species, by its code (ruling 25). */
function bySpeciesIn(about: string, words: readonly string[], policy: LoadedPolicy): SurveyCounts['bySpecies'] {
  if (words.length === 0) return undefined;
  const counts: Record<string, SpeciesCount> = {};
  for (const word of words) {
    const [, name = '', live, designed] = /^species:([^=]+)=(\d{1,7})\/([1-9]\d{0,6})$/.exec(word) ?? [];
    const code = name === '' ? undefined : speciesNamed(policy, name);
    if (code === undefined || code in counts) {
      throw new CommandError(EXIT.usage, 'COUNTS_UNREADABLE', {
        en: `${about} ${word}; wanted: each species once, with live of designed points, as species:油松=850/1000`,
        zh: `${about} ${word}；应为：每个树种一次，活株数/设计株数，如 species:油松=850/1000`,
      });
    }
    counts[code] = { live: Number(live), designed: Number(designed) };
  }
  return counts;
}
