/** Contracts, works and deductions for people. */
import { sayClause } from '../domain/labels-clauses.ts';
import { label, percent } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { Deduction } from '../domain/payment/deduction.ts';
import { sayDuty } from '../domain/stand/say-code.ts';
import { warrantyUntil } from '../domain/register/contract.ts';
import type { ContractRow } from '../prisma/contract-store.ts';
import type { ContractWork } from './contract-works.ts';
import { printFacts, printTable } from './output.ts';
import { areaText, yuanText } from './units.ts';

/** Terms with each stand's end of warranty, and whether its last count falls short of the line. */
export function contractState({ stands, ...terms }: ContractRow) {
  const covered = stands.map(({ standId, plantedOn, livePoints, basePoints }) => ({
    standId,
    untilOn: warrantyUntil(plantedOn, terms),
    ...(livePoints !== undefined &&
      basePoints !== undefined && { livePoints, basePoints, isBelowLine: livePoints / basePoints < terms.line }),
  }));
  return { ...terms, stands: covered };
}

type ContractState = ReturnType<typeof contractState>;

export function printContract({ stands, ...terms }: ContractState, lang: Language): void {
  const zh = lang === 'zh';
  printFacts([
    [zh ? '合同' : 'contract', terms.contractNo],
    [zh ? '承包方' : 'contractor', terms.contractor],
    [zh ? '签订日期' : 'signed', terms.signedOn],
    [zh ? '质保' : 'warranty', zh ? `${terms.warrantyYears} 年` : `${terms.warrantyYears} years`],
    [zh ? '成活率要求' : 'line', percent(Math.round(terms.line * 10_000), 10_000)],
    [zh ? '供苗单位' : 'supplier', terms.supplier],
    [
      zh ? '扣款' : 'deduction',
      terms.deductYuanPerMu && (zh ? `${terms.deductYuanPerMu} 元/亩` : `${terms.deductYuanPerMu} yuan per mu`),
    ],
  ]);
  console.log('');
  printTable(
    stands,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '质保至' : 'warranty until', of: ({ untilOn }) => untilOn },
      {
        heading: zh ? '成活率' : 'survival',
        of: ({ livePoints, basePoints }) =>
          livePoints === undefined || basePoints === undefined ? undefined : percent(livePoints, basePoints),
        right: true,
      },
      {
        heading: zh ? '合同要求' : 'line',
        of: ({ isBelowLine }) =>
          isBelowLine === undefined ? undefined : isBelowLine ? (zh ? '未达' : 'below') : zh ? '达到' : 'met',
      },
    ],
    zh ? '没有小班' : 'no open stand is under it',
  );
}

export function printWorks(rows: readonly ContractWork[], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '任务' : 'duty', of: ({ dutyId }) => dutyId },
      { heading: zh ? '名称' : 'what', of: ({ code }) => label('duty', code, lang) },
      { heading: zh ? '开始' : 'opens', of: ({ opensOn }) => opensOn },
      { heading: zh ? '到期' : 'due', of: ({ dueOn }) => dueOn },
      {
        heading: zh ? '由谁' : 'who',
        of: ({ doer, contractor }) => (doer === 'CONTRACTOR' ? contractor : label('contract', doer, lang)),
      },
      { heading: zh ? '原因' : 'because', of: ({ because }) => label('contract', because, lang) },
      { heading: zh ? '合同' : 'contract', of: ({ contractNo }) => contractNo },
      { heading: zh ? '质保至' : 'warranty until', of: ({ untilOn }) => untilOn },
      {
        heading: zh ? '扣款' : 'deduction',
        of: ({ deductFen }) => (deductFen === undefined ? undefined : yuanText(deductFen, lang)),
        right: true,
      },
    ],
    zh ? '没有补植或抚育任务' : 'no replanting or tending is open',
  );
}

/** Below the payments of a stand or of many: what contractors are charged. */
export function printDeductions(rows: readonly Deduction[], lang: Language): void {
  for (const { contractNo, contractor, standId, dutyId, on, areaM2, deductFen, clause } of rows) {
    const [area, amount] = [areaText(areaM2, lang), yuanText(deductFen, lang)];
    console.log(
      lang === 'zh'
        ? `扣款：${standId} ${sayDuty(dutyId, lang)} 自 ${on} 起由县级作业队代 ${contractor}（合同 ${contractNo}）实施，${area}，${amount}；依据 ${sayClause(clause, lang)}。`
        : `deduction: ${standId} ${dutyId} is a county crew’s in the place of ${contractor} (contract ${contractNo}) since ${on}, ${area}, ${amount}; by ${clause}.`,
    );
  }
}
