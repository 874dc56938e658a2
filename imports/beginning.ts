/** How the stand of a row begins: by a planting, or there already and counted from its commencement. */
import type { IsoDate } from '../domain/day.ts';
import type { PlantingMethod, Start } from '../domain/stand/state.ts';
import type { Cells } from './cells.ts';
import type { StandField } from './columns.ts';
import type { Known } from './known.ts';
import type { Reader } from './values.ts';

export interface Beginning {
  /** Planting day; of a stand that was not planted, its commencement. */
  readonly on: IsoDate;
  readonly method: PlantingMethod | Start;
  readonly commencedOn?: IsoDate;
}

/** Undefined only where a problem of the row says why. */
export function beginningOf(cells: Cells<StandField>, known: Known, read: Reader<IsoDate>): Beginning | undefined {
  if (cells.isEmpty('plantedOn') && !cells.isEmpty('commencedOn')) return startIn(cells, known, read);
  const plantedOn = pastDay('plantedOn', cells.required('plantedOn', read), { cells, known });
  if (plantedOn === undefined) return undefined;
  const commencedOn = dayUpTo('commencedOn', plantedOn, { cells, read });
  return { on: plantedOn, method: plantingMethod(cells), ...(commencedOn !== undefined && { commencedOn }) };
}

/** A day of before the planting, or of it; one that follows it is a problem of the row. */
export function dayUpTo(
  field: StandField,
  plantedOn: IsoDate,
  { cells, read }: { readonly cells: Cells<StandField>; readonly read: Reader<IsoDate> },
): IsoDate | undefined {
  const day = cells.optional(field, read);
  if (day === undefined || day <= plantedOn) return day;
  return cells.problem('VALUE_BROKEN', { field, met: day, wanted: `a day up to the planting ${plantedOn}` });
}

function pastDay(
  field: StandField,
  day: IsoDate | undefined,
  { cells, known: { today } }: { readonly cells: Cells<StandField>; readonly known: Known },
): IsoDate | undefined {
  if (day === undefined || day <= today) return day;
  return cells.problem('DAY_IN_FUTURE', { field, met: day, wanted: today });
}

function startIn(cells: Cells<StandField>, known: Known, read: Reader<IsoDate>): Beginning | undefined {
  const on = pastDay('commencedOn', cells.optional('commencedOn', read), { cells, known });
  const method = startNamed(cells);
  if (method === undefined) return cells.problem('VALUE_MISSING', { field: 'plantedOn' });
  if (!known.starts.includes(method)) {
    const wanted = known.starts.join(', ') || 'a planting day';
    return cells.problem('START_NOT_RULED', { field: 'method', met: method, wanted });
  }
  return on === undefined ? undefined : { on, method, commencedOn: on };
}

/** A row without a planting day and without a word on how it was made is a young stand that was there. */
function startNamed(cells: Cells<StandField>): Start | undefined {
  const text = cells.optional('method', String);
  if (text === undefined) return 'EXISTING';
  return NAMED.find(([, words]) => words.test(text))?.[0];
}

const NAMED: readonly (readonly [Start, RegExp])[] = [
  ['COPPICE', /平茬|coppic/i],
  ['RESTORATION', /修复|恢复|restor/i],
  ['NATURAL', /天然更新|自然更新|natural(ly)? (regenerat|coloni[sz])|^natural$/i],
  ['EXISTING', /既有|现有|已有|未成林|exist|young/i],
];

function plantingMethod(cells: Cells<StandField>): PlantingMethod {
  // Seedlings are planted.
  return /播|sow|seed(?!ling)/i.test(cells.optional('method', String) ?? '') ? 'DIRECT_SOWING' : 'PLANTING';
}
