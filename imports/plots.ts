/** A file of plots for one survey: number, live, designed, and what else was counted. */
import type { PlotCount } from '../domain/stand/plots.ts';
import { chooseColumns, SURVEY_FIELDS, type SurveyField } from './columns.ts';
import { NO_MAPPING } from './mapping.ts';
import { ImportError } from './problems.ts';
import { readTable } from './read.ts';
import type { SourceRow } from './table.ts';
import { isUnread, readCount } from './values.ts';

/** @throws ImportError naming the row, the field and the value where a plot cannot be read */
export function readPlots(bytes: Uint8Array): readonly PlotCount[] {
  const table = readTable(bytes);
  const columns = chooseColumns(table, SURVEY_FIELDS, NO_MAPPING);
  const count = (row: SourceRow, field: SurveyField): number | undefined => {
    const value = columns.valueOf(row, field);
    if (value === undefined) return undefined;
    const read = readCount(value);
    if (isUnread(read))
      throw new ImportError({
        code: 'VALUE_BROKEN',
        field: `${field} of row ${row.row}`,
        met: String(value),
        wanted: read.wanted,
      });
    return read;
  };
  return table.rows.map((row) => {
    const dead = count(row, 'deadPoints');
    const missing = count(row, 'missingPoints');
    const planted = count(row, 'plantedPoints');
    return {
      number: count(row, 'plot') ?? row.row,
      livePoints: needed(count(row, 'livePoints'), 'livePoints', row),
      designedPoints: needed(count(row, 'designedPoints'), 'designedPoints', row),
      ...(dead !== undefined && { deadPoints: dead }),
      ...(missing !== undefined && { missingPoints: missing }),
      ...(planted !== undefined && { plantedPoints: planted }),
    };
  });
}

function needed(value: number | undefined, field: SurveyField, row: SourceRow): number {
  if (value === undefined) throw new ImportError({ code: 'VALUE_MISSING', field: `${field} of row ${row.row}` });
  return value;
}
