/** Papers of the stock that a stand was planted with, as far as its row tells them: none is asked for. */
import type { Papers } from '../domain/stand/reported.ts';
import type { Cells } from './cells.ts';
import type { StandField } from './fields.ts';
import type { Known } from './known.ts';
import { readPaperText, readPoints } from './values.ts';

const TEXTS = {
  licence: 'stockLicence',
  quarantine: 'stockQuarantine',
  label: 'stockLabel',
  quality: 'stockQuality',
} as const satisfies Readonly<Record<string, StandField>>;

/** @returns `{ papers }`, or nothing where the row tells none */
export function stockPapersOf(
  cells: Cells<StandField>,
  { countyCode, known }: { readonly countyCode: string | undefined; readonly known: Known },
): { readonly papers?: Papers } {
  const texts = Object.entries(TEXTS).map(([paper, field]) => [paper, cells.optional(field, readPaperText)] as const);
  const grownIn = cells.optional('provenance', readPaperText);
  const provenance = grownIn && countyCode ? known.provenance(countyCode, grownIn) : grownIn;
  const quantity = cells.optional('stockQuantity', readPoints);
  const told = [...texts, ['provenance', provenance], ['quantity', quantity && String(quantity)]] as const;
  const papers = Object.fromEntries(told.filter(([, text]) => text !== undefined)) as Papers;
  return Object.keys(papers).length === 0 ? {} : { papers };
}
