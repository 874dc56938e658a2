/** A file of plots for one survey: number, live, designed, and what else was counted. */
import type { PlotCount } from '../domain/stand/plots.ts';
import { Cells } from './cells.ts';
import { chooseColumns } from './columns.ts';
import { SURVEY_FIELDS } from './fields.ts';
import { NO_MAPPING } from './mapping.ts';
import { ImportError } from './problems.ts';
import { readTable } from './read.ts';
import { held } from './table.ts';
import { readCount, readPlotNumber, readPoints } from './values.ts';

/** @throws ImportError naming the row, the field and the value where a plot cannot be read: a survey has all its plots or none */
export function readPlots(bytes: Uint8Array): readonly PlotCount[] {
  const table = held(readTable(bytes));
  const columns = chooseColumns(table, SURVEY_FIELDS, NO_MAPPING, ['livePoints', 'designedPoints']);
  const rows = new Map<number, number>();
  return table.rows.map((row) => {
    const cells = new Cells(columns, row);
    const number = cells.isEmpty('plot') ? row.row : cells.optional('plot', readPlotNumber);
    const livePoints = cells.required('livePoints', readCount);
    const designedPoints = cells.required('designedPoints', readPoints);
    const deadPoints = cells.optional('deadPoints', readCount);
    const missingPoints = cells.optional('missingPoints', readCount);
    const plantedPoints = cells.optional('plantedPoints', readPoints);
    const earlier = rows.get(number ?? -1);
    if (earlier !== undefined) cells.problem('PLOT_TWICE', { met: String(number), wanted: String(earlier) });
    refuseFaulty(cells);
    rows.set(number!, row.row);
    return {
      number: number!,
      livePoints: livePoints!,
      designedPoints: designedPoints!,
      ...(deadPoints !== undefined && { deadPoints }),
      ...(missingPoints !== undefined && { missingPoints }),
      ...(plantedPoints !== undefined && { plantedPoints }),
    };
  });
}

function refuseFaulty({ problems, row }: Pick<Cells<string>, 'problems' | 'row'>): void {
  const [fault] = problems;
  if (fault === undefined) return;
  const ofRow =
    fault.field === undefined || fault.code === 'ROW_RAGGED'
      ? fault
      : { ...fault, field: `${fault.field} of row ${row.row}` };
  throw new ImportError(ofRow);
}
