/** What an event is about, in Chinese words; `about.ts` has the codes and figures that programs and English readers go by. */
import { sayClause } from '../labels-clauses.ts';
import { label, LABELS } from '../labels.ts';
import type { ToldEvent } from './about.ts';
import type { Hits, Stems, SurveyCounts, Warning } from './reported.ts';
import type { StandEvent } from './event.ts';
import type { Ready } from './ready.ts';
import { sayCause, sayDuty } from './say-code.ts';
import { isStart, type Needs } from './state.ts';

/** Of a species' code, as a policy names it. */
export type NameOf = (species: string) => string;

type Sayers = {
  readonly [T in ToldEvent]: (event: Extract<StandEvent, { type: T }>, nameOf: NameOf) => string;
};

const duty = (id: string) => sayDuty(id, 'zh');
const verdict = (code: string) => label('verdict', code, 'zh');
const span = (opensOn: string, dueOn: string) => `${opensOn}…${dueOn}`;
const list = (words: readonly string[]) => words.join('、');

const SAYERS: Sayers = {
  StandPlanted: ({ seed: { planting, method } }) =>
    [
      isStart(method) ? `${label('method', method, 'zh')}，自 ${planting.plantedOn} 起` : `${planting.plantedOn} 造林`,
      ...readiedOf(planting),
      `设计 ${planting.designedPoints} 株`,
    ].join('，'),
  AnchorSet: ({ anchor, on }) => (anchor === 'planted' ? '' : `${label('cause', anchor, 'zh')} ${on}`),
  DutyRaised: ({ dutyId, opensOn, dueOn, inForce, needs }, nameOf) =>
    `${duty(dutyId)} ${span(opensOn, dueOn)}${inForce ? `，${label('ban', 'inForce', 'zh')}` : ''}${seedlings(needs, nameOf)}`,
  DutyOpened: ({ dutyId }) => duty(dutyId),
  DutyHeld: ({ dutyId, until, dueOn }) => `${duty(dutyId)} 封禁至 ${until}，期限 ${dueOn}`,
  DutyExcused: ({ dutyId, days, barredUntil }) =>
    `${duty(dutyId)} 不计 ${days} 天${barredUntil === undefined ? '' : `，封禁至 ${barredUntil}`}`,
  DutyReleased: ({ dutyId, dueOn }) => `${duty(dutyId)} 解除封禁，期限 ${dueOn}`,
  StepReached: ({ dutyId, step, code, replyDueOn }) =>
    `${duty(dutyId)} 第 ${step} 级 ${label('step', code, 'zh')}${replyDueOn === undefined ? '' : `，${replyDueOn} 前回复`}`,
  StepsTakenBack: ({ dutyId, steps }) => `${duty(dutyId)} 撤回第 ${list(steps.map(String))} 级`,
  WindowMissed: ({ dutyId, opensOn, dueOn, needs }, nameOf) =>
    `${duty(dutyId)} 错过作业期，改为 ${span(opensOn, dueOn)}${seedlings(needs, nameOf)}`,
  MissExcused: ({ dutyId, step }) => `${duty(dutyId)} 错过不计，撤回第 ${step} 级`,
  DutyRescheduled: ({ dutyId, opensOn, dueOn, reason }) => `${duty(dutyId)} 改期为 ${span(opensOn, dueOn)}，${reason}`,
  DutyShifted: ({ dutyId, opensOn, dueOn }) => `${duty(dutyId)} 推迟至 ${span(opensOn, dueOn)}`,
  DutySatisfied: ({ dutyId, by }) => `${duty(dutyId)} 由 ${sayCause(by, 'zh')} 满足`,
  DutyWaived: ({ dutyId, reason }) => `${duty(dutyId)} 豁免，${reason}`,
  LineWaived: ({ dutyId, reason }) => `${duty(dutyId)} 按现场口径兑付，${reason}`,
  PapersWaived: ({ dutyId, reason }) => `${duty(dutyId)} 免附材料，${reason}`,
  DutyLapsed: ({ dutyId }) => `${duty(dutyId)} 失效`,
  DutyWithdrawn: ({ dutyId, by, because }) =>
    `${duty(dutyId)} 撤销${because === undefined ? '' : `，因${label('protection', by, 'zh')}：${sayClause(because, 'zh')}`}`,
  DutyLeft: ({ dutyId, partId }) => `${duty(dutyId)} 部分 ${partId} 不再承担`,
  DutyJoined: ({ dutyId, partId }) => `${duty(dutyId)} 部分 ${partId} 重新承担`,
  DutyReopened: ({ dutyId }) => `${duty(dutyId)} 重新办理`,
  ResultOverruled: ({ partId, surveyId, by }) => `部分 ${partId}：调查 ${surveyId} 的结论由 ${by} 取代`,
  FollowUpRaised: ({ id, what, dutyId, verdictBefore, verdictNow }) =>
    `遗留 ${id}：${duty(dutyId)}${label('followUp', what, 'zh')}，依据${verdict(verdictBefore)}，现为${verdict(verdictNow)}`,
  FollowUpSettled: ({ followUpId, reason }) => `遗留 ${followUpId} 已处理，${reason}`,
  BanReviewed: ({ dutyId, againOn }) => `${duty(dutyId)} 继续执行，${againOn} 再研究`,
  ReportFiled: ({ dutyId, says, pay }) =>
    `${duty(dutyId)} 上报${verdict(says)}${pay === undefined ? '' : `，兑付口径${verdict(pay)}`}`,
  DeadlinePassed: ({ dutyId }) => `${duty(dutyId)} 期限届满未达`,
  SurveyRecorded: ({ binding, capturedOn, counts, warnings, level, supersedes }) =>
    [
      said(binding ? '' : `${capturedOn} 调查${countsOf(counts)}，不作为依据`, warnings),
      ...(level === undefined ? [] : [`级别 ${label('level', level, 'zh')}`]),
      ...(supersedes === undefined ? [] : [`更正 ${supersedes}`]),
    ]
      .filter(Boolean)
      .join('，'),
  VerdictGiven: ({ dutyId, livePoints, basePoints, hits, stems, naturals, verdict: given }) => {
    const counted = hits ? hitsOf(hits) : stems ? stemsOf(stems) : `活 ${livePoints}/${basePoints} 株`;
    return `${duty(dutyId)} ${counted}${naturals === undefined ? '' : `，天然 ${naturals} 株`}：${verdict(given)}`;
  },
  JudgementGiven: ({ code, rate, verdict: given }) =>
    `${label('judgement', code, 'zh')}${rate === undefined ? '' : ` ${rate.counted}/${rate.of}，标准 ${rate.wanted}`}：${verdict(given)}`,
  WorkRecorded: (
    { dutyId, doneOn, points, bySpecies, option, declarant, strips, felling, warnings, ...ready },
    nameOf,
  ) =>
    said(
      [
        `${duty(dutyId)} ${option === undefined ? workOf(doneOn, points) : label('option', option, 'zh')}${mixOf(bySpecies, nameOf)}`,
        ...(felling === undefined
          ? []
          : [
              `${label('felling', felling.kind, 'zh')}，郁闭度 ${felling.before.hits}/${felling.before.of} → ${felling.after.hits}/${felling.after.of}`,
            ]),
        ...(strips === undefined
          ? []
          : [
              `平茬 ${strips.cutM2}/${strips.ofM2} 平方米，带宽 ${strips.widthM} 米，${strips.leftOutUntil} 前不计盖度`,
            ]),
        ...(declarant === undefined ? [] : [`${declarant} 申报`]),
        ...readiedOf(ready),
      ].join('，'),
      warnings,
    ),
  Rebased: ({ state, by }) => `自第 ${state.rev} 步起采用工作流状态，${by} 申请`,
  Reestablished: ({ planting }) => `新设计 ${planting.plantedOn} 造林，设计 ${planting.designedPoints} 株`,
  DamageReported: ({ partId, cause, seenOn, lostM2 }) =>
    `部分 ${partId} ${seenOn} ${label('damage', cause, 'zh')}${lostM2 === 0 ? '' : `，损失 ${lostM2} 平方米`}`,
  AreaCertified: ({ partId, cause, paper, areaM2 }) =>
    `部分 ${partId} ${label('damage', cause, 'zh')}，凭 ${paper} 核减 ${areaM2} 平方米`,
  PartSplit: ({ newPartId, partId, areaM2, designedPoints }) =>
    `${newPartId} 自 ${partId} 分出，${areaM2} 平方米，设计 ${designedPoints} 株`,
  PolicyAdopted: ({ changes }) =>
    [...new Set(changes.map(({ before, regime }) => `${before} → ${regime.policy}`))].join('，'),
  ProtectionSet: ({ flags, evidence }) =>
    `保护：${list(flags.map((flag) => label('protection', flag, 'zh'))) || '–'}，${evidence}`,
  StandSuspended: ({ reason }) => `暂停，${reason}`,
  StandResumed: ({ days, moved }) =>
    [`暂停 ${days} 天后恢复`, ...moved.map((to) => `${duty(to.dutyId)} 现为 ${span(to.opensOn, to.dueOn)}`)].join('; '),
  StandClosed: ({ reason }) => reason,
  StandInherited: ({ inherited: { from, parts } }) =>
    `承继 ${list(from.map(({ standId }) => standId))}，部分 ${list(parts.map(({ id }) => id))}`,
  BoundaryChanged: ({ partId, beforeM2, areaM2, designedPoints, reason, evidence }) =>
    `部分 ${partId} 面积由 ${beforeM2} 改为 ${areaM2} 平方米，设计 ${designedPoints} 株，${reason}，${evidence}`,
  StandMerged: ({ into: { standId } }) => `并入 ${standId}`,
  StandAbsorbed: ({ inherited: { from, parts } }) =>
    `${list(from.map(({ standId }) => standId))} 并入：${list(parts.map(({ id, areaM2 }) => `${id} ${areaM2} 平方米`))}`,
  StandSplit: ({ children }) =>
    `分为 ${list(children.map(({ standId, areaM2, parts }) => `${standId}（${parts.join('、')}，${areaM2} 平方米）`))}`,
};

/** @param nameOf - names of the species that seedlings are needed of */
export function sayAbout(event: StandEvent, nameOf: NameOf = (code) => code): string {
  const say = SAYERS[event.type as ToldEvent] as ((event: StandEvent, nameOf: NameOf) => string) | undefined;
  return say?.(event, nameOf) ?? '';
}

function seedlings({ seedlings: count, bySpecies }: Needs = {}, nameOf: NameOf): string {
  if (count === undefined) return '';
  return `，需苗 ${count} 株${mixOf(bySpecies, nameOf)}`;
}

function mixOf(bySpecies: Needs['bySpecies'], nameOf: NameOf): string {
  if (bySpecies === undefined) return '';
  return `（${list(Object.entries(bySpecies).map(([species, points]) => `${nameOf(species)} ${points}`))}）`;
}

/** With what was remarked on it. */
function said(text: string, warnings: readonly Warning[] = []): string {
  return [text, ...warnings.map(({ code }) => label('remark', code, 'zh'))].filter(Boolean).join('，');
}

function readiedOf({ preparedOn, stockOn }: Ready): readonly string[] {
  return [
    ...(preparedOn === undefined ? [] : [`${preparedOn} 整地`]),
    ...(stockOn === undefined ? [] : [`${stockOn} 到苗`]),
  ];
}

function workOf(doneOn: string, points: number | undefined): string {
  return points === undefined ? `${doneOn} 完成` : `${doneOn} 补植 ${points} 株`;
}

function hitsOf({ hits, of, leftOut = 0 }: Hits): string {
  return `覆盖 ${hits}/${of - leftOut}${leftOut === 0 ? '' : `，近期平茬带内 ${leftOut} 个样点不计`}`;
}

const UNIT: Readonly<Record<Stems['unit'], string>> = { m2: '平方米', milacre: '毫英亩' };

function stemsOf({ counted, sampled, unit }: Stems): string {
  return `${sampled} ${UNIT[unit]}内 ${counted} 株`;
}

function countsOf({ livePoints, closure, cover, stems }: SurveyCounts): string {
  const measured = [
    ...(livePoints === undefined ? [] : [`活 ${livePoints} 株`]),
    ...(closure === undefined ? [] : [`${LABELS.measure['closure']!.zh} ${hitsOf(closure)}`]),
    ...(cover === undefined ? [] : [`${LABELS.measure['cover']!.zh} ${hitsOf(cover)}`]),
    ...(stems === undefined ? [] : [stemsOf(stems)]),
  ];
  return measured.length === 0 ? '' : ` ${measured.join('，')}`;
}
