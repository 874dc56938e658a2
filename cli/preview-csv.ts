/** The effect on each stand as a file for a spreadsheet; under its name only once it is whole. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { sayRefusal } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { csvWriter } from '../exports/csv.ts';
import type { CellKind } from '../exports/table.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { taken, unwritable } from './files.ts';
import type { StandEffect } from './preview-policy.ts';

type ColumnOf = readonly [
  heading: Readonly<Record<Language, string>>,
  kind: CellKind,
  of: (effect: StandEffect, lang: Language) => string | number | undefined,
];

const M2_PER_HA = 10_000;

const COLUMNS: readonly ColumnOf[] = [
  [{ en: 'stand', zh: '小班' }, 'text', ({ standId }) => standId],
  [{ en: 'county', zh: '县' }, 'text', ({ countyCode }) => countyCode],
  [{ en: 'work_year', zh: '作业年度' }, 'whole', ({ workYear }) => workYear],
  [{ en: 'area_ha', zh: '面积_公顷' }, 'number', ({ areaM2 }) => areaM2 / M2_PER_HA],
  [{ en: 'policy_before', zh: '现行政策' }, 'text', ({ from }) => from],
  [{ en: 'moved', zh: '改期' }, 'whole', ({ moved }) => moved],
  [{ en: 'withdrawn', zh: '撤销' }, 'whole', ({ withdrawn }) => withdrawn],
  [{ en: 'added', zh: '新增' }, 'whole', ({ added }) => added],
  [{ en: 'overdue_already', zh: '原已逾期' }, 'whole', ({ overdueBefore }) => overdueBefore],
  [{ en: 'become_overdue', zh: '将逾期' }, 'whole', ({ becomeOverdue }) => becomeOverdue],
  [{ en: 'crew_days_added', zh: '新增工日' }, 'number', ({ crewDays }) => Math.round(crewDays * 100) / 100],
  [{ en: 'refused', zh: '拒绝代码' }, 'text', ({ refusal }) => refusal?.refused],
  [{ en: 'because', zh: '原因' }, 'text', ({ refusal }, lang) => refusal && sayRefusal(refusal, lang)],
  [{ en: 'in_force', zh: '已适用' }, 'text', ({ inForce }, lang) => inForce && (lang === 'zh' ? '是' : 'yes')],
];

export interface EffectsFile {
  write(effects: readonly StandEffect[]): Promise<void>;
  /** Gives the file its name. */
  end(): Promise<void>;
  abandon(): Promise<void>;
}

/** @throws CommandError where a file of that name is there already */
export async function effectsFile(path: string, lang: Language): Promise<EffectsFile> {
  if (existsSync(path)) throw new CommandError(EXIT.refused, 'FILE_EXISTS', taken(path));
  const part = `${path}.part-${process.pid}`;
  const columns = COLUMNS.map(([heading, kind]) => ({ heading: heading[lang], kind }));
  const table = { name: 'preview', columns, isDrawn: false, longestWkt: 0, at: new Date().toISOString() };
  const writer = await csvWriter(part, table).catch((error: unknown) => {
    throw new CommandError(EXIT.failed, 'FILE_UNWRITABLE', unwritable(path, codeOf(error)));
  });
  return {
    write: (effects) => writer.write(effects.map((effect) => ({ cells: COLUMNS.map(([, , of]) => of(effect, lang)) }))),
    async end() {
      await writer.end();
      renameSync(part, path);
    },
    async abandon() {
      await writer.abandon();
      rmSync(part, { force: true });
    },
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
