/** How the stand of a row begins: by a planting, or there already and counted from its commencement. */
import type { IsoDate } from '../domain/day.ts';
import type { PlantingMethod, Start } from '../domain/stand/state.ts';
import type { Cells } from './cells.ts';
import type { StandField } from './fields.ts';
import { ENCLOSURE_TYPES, isEnclosure } from './enclosure.ts';
import type { Known } from './known.ts';
import { METHOD_WORDS, methodCalled, START_WORDS, startCalled } from './methods.ts';
import { shown } from './values.ts';
import type { Reader } from './unread.ts';

export interface Beginning {
  /** Planting day; of a stand that was not planted, its commencement. */
  readonly on: IsoDate;
  readonly method: PlantingMethod | Start;
  readonly commencedOn?: IsoDate;
}

/** Undefined only where a problem of the row says why. */
export function beginningOf(cells: Cells<StandField>, known: Known, read: Reader<IsoDate>): Beginning | undefined {
  if (cells.isEmpty('plantedOn') && !cells.isEmpty('commencedOn')) return startIn(cells, known, read);
  // Enclosed and never planted: a day in the wrong column would make it owe the checks of a planting.
  if (cells.isEmpty('commencedOn') && isEnclosure(methodText(cells) ?? ''))
    return cells.problem('VALUE_MISSING', { field: 'commencedOn' });
  const plantedOn = pastDay('plantedOn', cells.required('plantedOn', read), { cells, known });
  if (plantedOn === undefined) return undefined;
  const commencedOn = dayUpTo('commencedOn', plantedOn, { cells, read });
  const method = plantingMethod(cells);
  if (method === undefined) return undefined;
  return { on: plantedOn, method, ...(commencedOn !== undefined && { commencedOn }) };
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
  // A row without a planting day and without a word on how it was made is a young stand that was there.
  const text = methodText(cells) ?? 'EXISTING';
  const method = startCalled(text);
  if (method === undefined && isEnclosure(text)) {
    const told = { field: 'enclosureType', met: text, wanted: ENCLOSURE_TYPES };
    return cells.problem('VALUE_BROKEN', told);
  }
  if (method === undefined && methodCalled(text) === undefined) return methodUnknown(cells, text, START_WORDS);
  if (method === undefined) return cells.problem('VALUE_MISSING', { field: 'plantedOn' });
  if (!known.starts.includes(method)) {
    const wanted = known.starts.join(', ') || 'a planting day';
    return cells.problem('START_NOT_RULED', { field: 'method', met: method, wanted });
  }
  return on === undefined ? undefined : { on, method, commencedOn: on };
}

/** Of an enclosure with its type, which a column of its own may tell. */
function methodText(cells: Cells<StandField>): string | undefined {
  const told = [cells.optional('method', shown), cells.optional('enclosureType', shown)];
  const words = told.filter((text) => text !== undefined);
  return words.length === 0 ? undefined : words.join(' ');
}

/** A planting, unless it says that it was sown; what else a row with a planting day is called, it was planted. */
function plantingMethod(cells: Cells<StandField>): PlantingMethod | undefined {
  const text = cells.optional('method', shown);
  if (text === undefined) return cells.isEmpty('method') ? 'PLANTING' : undefined;
  const isOther = startCalled(text) !== undefined || isEnclosure(text);
  const method = methodCalled(text) ?? (isOther ? 'PLANTING' : undefined);
  return method ?? methodUnknown(cells, text, METHOD_WORDS);
}

function methodUnknown(cells: Cells<StandField>, met: string, wanted: string): undefined {
  return cells.problem('METHOD_UNKNOWN', { field: 'method', met, wanted });
}
