/** What an outcome says, once its values are read. */
import type { IsoDate } from '../domain/day.ts';
import type { Foretold, ForetoldDeed, Habit } from '../domain/stand/foretold.ts';
import type { Fields } from './outcome-kinds.ts';

export function foretoldOf(on: IsoDate, verb: ForetoldDeed['verb'], { received, ...fields }: Fields): Foretold {
  return { on, ...(received && { receivedOn: received }), deed: deedOf(verb, fields) };
}

function deedOf(verb: ForetoldDeed['verb'], fields: Fields): ForetoldDeed {
  const { duty, part, due, designed, planted, points, option, declarant, cause, reason } = fields;
  const about = given({ dutyId: duty, partId: part, dueOn: due, reason });
  if (verb === 'survey') {
    const { live, naturals, 'dead-patch': deadPatchM2 } = fields;
    return { verb, ...about, ...crownsOf(fields), ...given({ live, naturals, deadPatchM2, designed, planted }) };
  }
  if (verb === 'damage') return { verb, ...about, cause: cause!, lostM2: fields['lost-m2'] ?? 0 };
  if (verb !== 'work') return { verb, ...about } as ForetoldDeed;
  const { species, 'nursery-years': nurseryYears } = fields;
  const design = given({ designedPoints: designed, plantedPoints: planted, species, nurseryYears });
  return {
    verb,
    dutyId: duty!,
    ...given({ points, option, declarant }),
    ...(Object.keys(design).length > 0 && { design }),
  };
}

/** Crowns, and plants on plots. */
export function crownsOf(fields: Fields) {
  const { closure, cover, 'total-cover': totalCover, seedlings, saplings } = fields;
  return given({ closure, cover, totalCover, stems: stemsOf(fields), seedlings, saplings });
}

function stemsOf({ stems, preferred, ...heights }: Fields) {
  const { 'mean-height': meanHeightCm, 'least-height': leastHeightCm } = heights;
  return stems && { ...stems, ...given({ preferred, meanHeightCm, leastHeightCm }) };
}

/** Without what is absent. */
export function given<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as never;
}

/** Of whichever duty is owed. */
export function habitualDeed(isSurvey: boolean, fields: Fields): Habit['deed'] {
  const deed = deedOf(isSurvey ? 'survey' : 'work', fields) as Habit['deed'] & { readonly dutyId?: string };
  const { dutyId: _, ...always } = deed;
  return always;
}
