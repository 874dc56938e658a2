/** Why something of a tranche is due, or nothing is, as a sentence in Chinese and English from the same facts. */
import { sayClause } from '../domain/labels-clauses.ts';
import { label, percent } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { Lowered } from '../domain/payment/ledger.ts';
import type { TranchePayment } from '../domain/payment/payments.ts';
import type { PaymentGate, Tranche } from '../domain/payment/terms.ts';
import { areaText, yuanText } from './units.ts';

/** A ratio in per cent; a line of two decimals shows them. */
export function ratio(value: number): string {
  return percent(Math.round(value * 10_000), 10_000);
}

/** @example sayPayment(payment, 100_000, 'en') // 'first half (50 %): due since 2026-09-25 on 10.00 ha (150.0 mu); … by …' */
export function sayPayment(payment: TranchePayment, standM2: number, lang: Language): string {
  const { tranche } = payment;
  const said = { WAITING: waiting, SHORT: short, DUE: due }[payment.state](payment, standM2, lang);
  return lang === 'zh'
    ? `${tranche.title.zh}（${tranche.percent} %）：${said}${heldWords(payment, lang)}；依据 ${sayClause(tranche.clause, lang)}。`
    : `${tranche.title.en} (${tranche.percent} %): ${said}${heldWords(payment, lang)}; by ${tranche.clause}.`;
}

function waiting({ tranche: { gate }, expected }: TranchePayment, _standM2: number, lang: Language): string {
  const days = expected === undefined ? '' : `${lang === 'zh' ? '，' : ', '}${expected.opensOn}…${expected.dueOn}`;
  const wanted = wantedWords(gate, lang);
  return lang === 'zh'
    ? `待${label('duty', gate.check, lang)}${days}，达 ${wanted} 方可兑付`
    : `waits for the ${label('duty', gate.check, lang)}${days}; due from ${wanted} on`;
}

/** What was met and what was wanted; of several parts each one by its name. */
function short({ tranche, qualifyingM2, parts }: TranchePayment, standM2: number, lang: Language): string {
  const wanted = wantedWords(tranche.gate, lang);
  const named = (partId: string) => (parts.length === 1 ? '' : `${partId} `);
  const met = parts
    .flatMap(({ partId, rate }) => (rate === undefined ? [] : [`${named(partId)}${percent(rate.counted, rate.of)}`]))
    .join(', ');
  if (qualifyingM2 === 0)
    return lang === 'zh'
      ? `${label('duty', tranche.gate.check, lang)}为 ${met}，应达 ${wanted}，暂不兑付`
      : `nothing is due: the ${label('duty', tranche.gate.check, lang)} found ${met}, wanted ${wanted}`;
  const [share, least] = [percent(qualifyingM2, standM2), ratio(tranche.leastAreaShare ?? 0)];
  return lang === 'zh'
    ? `合格面积占 ${share}，应占 ${least}，暂不兑付`
    : `nothing is due: ${share} of the area qualifies, wanted ${least}`;
}

function due({ since = '–', dueM2, amounts, parts }: TranchePayment, _standM2: number, lang: Language): string {
  const money =
    amounts === undefined
      ? ''
      : lang === 'zh'
        ? `，${yuanText(amounts.dueFen, lang)}`
        : `, ${yuanText(amounts.dueFen, lang)}`;
  const by = [...new Set(parts.flatMap(({ waivedBy }) => waivedBy ?? []))];
  return lang === 'zh'
    ? `自 ${since} 起应兑付，面积 ${areaText(dueM2, lang)}${money}${by.length === 0 ? '' : `，由 ${by.join('、')} 豁免`}`
    : `due since ${since} on ${areaText(dueM2, lang)}${money}${by.length === 0 ? '' : `, waived by ${by.join(', ')}`}`;
}

function wantedWords({ waivedRate, ...gate }: PaymentGate, lang: Language): string {
  const waived = waivedRate === undefined ? '' : ratio(waivedRate);
  if (waived === '') return rateWords(gate, lang);
  return lang === 'zh'
    ? `${rateWords(gate, lang)}，具名豁免后 ${waived}`
    : `${rateWords(gate, lang)}, or ${waived} with a named waiver`;
}

function rateWords({ leastRate, leastLevel }: PaymentGate, lang: Language): string {
  if (leastLevel === undefined) return ratio(leastRate);
  const level = label('level', leastLevel, lang);
  return lang === 'zh'
    ? `${ratio(leastRate)}（${level}及以上检查）`
    : `${ratio(leastRate)} counted by the ${level} or above`;
}

/** What is kept back, and until which check. */
function heldWords({ tranche, dueM2, releasedM2 }: TranchePayment, lang: Language): string {
  const { holdback } = tranche;
  if (holdback === undefined || dueM2 === 0) return '';
  const until = `${label('duty', holdback.until.check, lang)} ${ratio(holdback.until.leastRate)}`;
  if (releasedM2 === dueM2)
    return lang === 'zh'
      ? `；暂扣的 ${holdback.percent} % 已返还`
      : `; the ${holdback.percent} % kept back are released`;
  return lang === 'zh'
    ? `；暂扣 ${holdback.percent} %，至${until}`
    : `; ${holdback.percent} % are kept back until the ${until}`;
}

/** What a result had made due that does not stand any more. */
export function sayLowered(tranche: Tranche, { loweredM2, loweredFen, by }: Lowered, lang: Language): string {
  const money = loweredFen === undefined ? '' : `, ${yuanText(loweredFen, lang)}`;
  const { on = '–', surveyId = '–', because = '–' } = by ?? {};
  return lang === 'zh'
    ? `${tranche.title.zh}：${areaText(loweredM2, lang)}${money} 原应兑付，${on} 调查 ${surveyId} 后不再应付（${sayClause(because, lang)}）；已兑付的应收回。`
    : `${tranche.title.en}: ${areaText(loweredM2, lang)}${money} was due and is not any more since ${on}, by survey ${surveyId} (${because}); what was paid of it is to be claimed back.`;
}
