/** Words people see for the codes of state, policy and log, in Chinese and English. */
import {
  CAUSES_ABROAD,
  DUTIES_ABROAD,
  STAGES_ABROAD,
  STEPS_ABROAD,
  VERDICTS_ABROAD,
  WINDOWS_ABROAD,
} from './labels-abroad.ts';
import { CARE, CASES, CONTRACT, CONVERSION, DAMAGES, LAND, WINDOWS } from './labels-registers.ts';
import { DEEDS, FELLINGS_SAID, KINDS_OF_DUTY, REMARKS } from './labels-log.ts';
import { FACTS_SAID, MEASURES_SAID, OPTIONS, PAPERS_SAID, ROLES } from './labels-rules.ts';

import { LANGUAGES, type Language, type Words } from './language.ts';

const STAGES: Words = {
  PLANNED: { en: 'planned', zh: '计划' },
  PLANTED: { en: 'planted', zh: '已造林' },
  REPLANT_DUE: { en: 'replanting due', zh: '待补植' },
  FAILED: { en: 'failed', zh: '造林失败' },
  ENCLOSED: { en: 'enclosed', zh: '封育中' },
  UNESTABLISHED: { en: 'not yet forest', zh: '未成林' },
  EFFECTIVE: { en: 'effective, not yet forest', zh: '成效合格' },
  OVERDUE_ESTABLISHMENT: { en: 'past its age limit', zh: '超期未成林' },
  ESTABLISHED: { en: 'established forest', zh: '成林' },
  MAPPED: { en: 'on the map', zh: '已落地上图' },
  MANAGED: { en: 'managed forest', zh: '后期抚育' },
  LOST: { en: 'lost', zh: '损失' },
  WRITTEN_OFF: { en: 'written off', zh: '已核销' },
  MIXED: { en: 'mixed parts', zh: '分部分' },
  CLOSED: { en: 'closed', zh: '已结案' },
};

const VERDICTS: Words = {
  PASS: { en: 'pass', zh: '合格' },
  PASS_WITH_BLOCKS: { en: 'pass, dead patch', zh: '合格（块状死亡）' },
  REPLANT: { en: 'replant', zh: '待补植' },
  FAILED: { en: 'failed', zh: '失败' },
  COUNTY_DECISION: { en: 'county decides', zh: '县级决定' },
  LATE_REPLANT: { en: 'late replanting', zh: '后期补植' },
  RECHECK: { en: 'check again next year', zh: '次年复查' },
  NOT_CLOSED: { en: 'canopy not closed yet', zh: '尚未郁闭' },
  ESTABLISHED: { en: 'established forest', zh: '成林' },
  ENCLOSURE_PASS: { en: 'enclosure succeeded', zh: '封育合格' },
  ENCLOSURE_NOT_YET: { en: 'enclosure short of its lines', zh: '封育未达标' },
  LOWER_LINES_UNREAD: { en: 'lower lines may apply, their figures were not read', zh: '可适用较低标准，其数值未查到' },
  EFFECTIVE: { en: 'effective', zh: '成效合格' },
  COMPOSITION: { en: 'main species below the line', zh: '主栽树种不足' },
  ACCEPTED: { en: 'planting accepted', zh: '造林验收合格' },
  NOT_ACCEPTED: { en: 'planting not accepted', zh: '造林验收不合格' },
  AS_DESIGNED: { en: 'mixed as designed', zh: '混交符合设计' },
  NOT_YET: { en: 'not effective yet', zh: '成效未达' },
  NO_THINNING: { en: 'no thinning needed', zh: '无需疏伐' },
  THIN: { en: 'to be thinned', zh: '需疏伐' },
  OVERCUT: { en: 'cut too far', zh: '采伐过度' },
  CUT_AS_RULED: { en: 'cut as ruled', zh: '采伐符合要求' },
  LOST: { en: 'lost', zh: '损失' },
  UNCHECKED: { en: 'not counted yet', zh: '未检查' },
  MIXED: { en: 'mixed parts', zh: '分部分' },
  PROVISIONAL: { en: 'provisional, not yet checked', zh: '暂报，尚未检查' },
};

const DUTIES: Words = {
  survivalCheck: { en: 'survival check', zh: '成活率检查' },
  replant: { en: 'replanting', zh: '补植' },
  replantPatch: { en: 'replanting of the dead patch', zh: '块状补植' },
  fillUp: { en: 'planting up to the design', zh: '按设计补足' },
  stockReinspection: { en: 're-inspection of planting stock', zh: '苗木复检' },
  reestablish: { en: 're-establishment', zh: '重造' },
  countyDecision: { en: 'county decision', zh: '县级决定' },
  tending: { en: 'tending visit', zh: '幼林抚育' },
  countyReport: { en: 'report of the county', zh: '县级自查报告' },
  preservationCheck: { en: 'preservation check', zh: '保存率检查' },
  lateReplant: { en: 'late replanting', zh: '后期补植' },
  provinceAudit: { en: 'audit of the province', zh: '省级核查' },
  closureCheck: { en: 'closure or cover check', zh: '成林验收' },
  enclosureCheck: { en: 'check of the enclosure', zh: '封育成效检查' },
  damageReview: { en: 'decision on a damaged enclosure', zh: '封育受灾处置决定' },
  establishBy: { en: 'age limit of establishment', zh: '成林年限' },
  grazingBan: { en: 'grazing ban', zh: '禁牧' },
  grazingRest: { en: 'grazing rest after coppicing', zh: '平茬后休牧' },
  grazingRestDecision: { en: 'decision on the grazing rest', zh: '休牧决定' },
  grazingDecision: { en: 'decision on the grazing ban', zh: '禁牧解除决定' },
  mapRegistration: { en: 'registration on the map', zh: '落地上图' },
  lateTendingCheck: { en: 'check for thinning', zh: '抚育间伐检查' },
  thinning: { en: 'thinning', zh: '疏伐' },
  enrichment: { en: 'enrichment planting', zh: '伐后补植' },
  coppice: { en: 'first coppice', zh: '首次平茬' },
  coppiceAgain: { en: 'coppice', zh: '平茬' },
  damageCheck: { en: 'count after damage', zh: '灾后调查' },
  lossDecision: { en: 'decision on a loss', zh: '损失处置决定' },
};

const STATES: Words = {
  planned: { en: 'planned', zh: '未到期' },
  open: { en: 'open', zh: '办理中' },
  overdue: { en: 'overdue', zh: '逾期' },
  done: { en: 'done', zh: '已完成' },
  lapsed: { en: 'lapsed', zh: '已失效' },
  missed: { en: 'missed', zh: '已错过' },
  withdrawn: { en: 'withdrawn', zh: '已撤销' },
  satisfied: { en: 'fulfilled', zh: '已满足' },
  dispatched: { en: 'dispatched', zh: '已派发' },
  submitted: { en: 'submitted', zh: '已提交' },
  accepted: { en: 'accepted', zh: '已验收' },
  staged: { en: 'on its way', zh: '处理中' },
  recorded: { en: 'recorded', zh: '已记录' },
  refused: { en: 'refused', zh: '未接受' },
};

const STEPS: Words = {
  NUDGE: { en: 'nudge', zh: '提醒' },
  OVERDUE: { en: 'overdue notice', zh: '逾期通知' },
  REMINDER: { en: 'reminder letter', zh: '提示单' },
  ADVICE: { en: 'advice letter', zh: '建议函' },
  SUPERVISION: { en: 'supervision letter', zh: '督办函' },
  REPORT: { en: 'report to the city', zh: '上报约谈' },
};

const CAUSES: Words = {
  planted: { en: 'planting', zh: '造林' },
  replanted: { en: 'replanting', zh: '补植' },
  established: { en: 'establishment', zh: '成林' },
  mapped: { en: 'registration on the map', zh: '落地上图' },
  coppiced: { en: 'coppicing', zh: '平茬' },
  plantingAcceptance: { en: 'the acceptance of the planting', zh: '造林验收' },
  damage: { en: 'a damage that was told on that day', zh: '当日上报的灾害' },
};

/** State of a ban. */
const BANS: Words = {
  inForce: { en: 'in force', zh: '生效中' },
};

const LEVELS: Words = {
  SELF: { en: 'own count', zh: '自检' },
  SUPERVISOR: { en: 'supervisor', zh: '监理' },
  COUNTY: { en: 'county', zh: '县级' },
  CITY: { en: 'city', zh: '市级' },
  PROVINCE: { en: 'province', zh: '省级' },
  NATION: { en: 'nation', zh: '国家级' },
};

const FOLLOW_UPS: Words = {
  PLANNED: { en: 'planned', zh: '已安排' },
  DONE: { en: 'done', zh: '已实施' },
  REPORTED: { en: 'reported', zh: '已上报' },
};

const PAYMENTS: Words = {
  WAITING: { en: 'waits for its check', zh: '待检查' },
  SHORT: { en: 'falls short', zh: '未达标' },
  DUE: { en: 'due', zh: '应兑付' },
};

const PROTECTION: Words = {
  WELFARE_1: { en: 'public-welfare forest of level 1', zh: '一级公益林' },
  WELFARE_2: { en: 'public-welfare forest of level 2', zh: '二级公益林' },
  NATURAL: { en: 'natural forest', zh: '天然林' },
  RESERVE: { en: 'protected area', zh: '自然保护地' },
};

/** How a stand is made, or how it begins without a planting. */
const METHODS: Words = {
  PLANTING: { en: 'planting', zh: '植苗' },
  DIRECT_SOWING: { en: 'direct sowing', zh: '直播' },
  AERIAL_SEEDING: { en: 'aerial seeding', zh: '飞播' },
  EXISTING: { en: 'existing young stand', zh: '既有幼林' },
  RESTORATION: { en: 'restoration', zh: '退化林修复' },
  COPPICE: { en: 'coppice', zh: '平茬复壮' },
  NATURAL: { en: 'natural regeneration', zh: '天然更新' },
  ENCLOSURE_TREE: { en: 'enclosure, trees', zh: '封山育林（乔木型）' },
  ENCLOSURE_TREE_SHRUB: { en: 'enclosure, trees and shrubs', zh: '封山育林（乔灌型）' },
  ENCLOSURE_SHRUB: { en: 'enclosure, shrubs', zh: '封山育林（灌木型）' },
  ENCLOSURE_SHRUB_GRASS: { en: 'enclosure, shrubs and grass', zh: '封山育林（灌草型）' },
  ENCLOSURE_FOREST: { en: 'enclosure in forest', zh: '封山育林（有林地）' },
  ENCLOSURE_SHRUBLAND: { en: 'enclosure in shrubland', zh: '封山育林（灌木林地）' },
};

/** Second verdicts of a visit. */
const JUDGEMENTS: Words = {
  plantingAcceptance: { en: 'planting acceptance', zh: '造林验收' },
  composition: { en: 'composition', zh: '树种组成' },
  fellingResult: { en: 'result of the felling', zh: '采伐结果' },
  effectEvaluation: { en: 'evaluation of effect', zh: '成效评价' },
  lowerLines: { en: 'lower lines of dry land', zh: '干旱地区较低标准' },
};

const GATES: Words = {
  FIRE: { en: 'fire closure', zh: '防火封山' },
  SNOW: { en: 'snow', zh: '大雪封山' },
  FLOOD: { en: 'flood', zh: '防汛封禁' },
  ORDER: { en: 'order', zh: '行政命令' },
  FIELD_WORK: { en: 'all field work', zh: '野外作业' },
  FOREST_ENTRY: { en: 'forest entry', zh: '进山入林' },
  OPEN_FIRE: { en: 'open fire', zh: '野外用火' },
  ahead: { en: 'ahead', zh: '未到期' },
  inForce: { en: 'in force', zh: '生效中' },
  over: { en: 'over', zh: '已到期' },
  lifted: { en: 'lifted', zh: '已解除' },
  withdrawn: { en: 'withdrawn', zh: '已撤销' },
};

/** What the work of a duty needs of the field. */
const NEEDS: Words = {
  FIELD_WORK: { en: 'field work', zh: '野外作业' },
  FOREST_ENTRY: { en: 'forest entry', zh: '进山入林' },
  OPEN_FIRE: { en: 'open fire', zh: '野外用火' },
};

export const LABELS = {
  stage: { ...STAGES, ...STAGES_ABROAD },
  verdict: { ...VERDICTS, ...VERDICTS_ABROAD },
  duty: { ...DUTIES, ...DUTIES_ABROAD },
  state: STATES,
  step: { ...STEPS, ...STEPS_ABROAD },
  cause: { ...CAUSES, ...CAUSES_ABROAD },
  gate: GATES,
  need: NEEDS,
  ban: BANS,
  level: LEVELS,
  followUp: FOLLOW_UPS,
  payment: PAYMENTS,
  land: LAND,
  case: CASES,
  contract: CONTRACT,
  conversion: CONVERSION,
  damage: DAMAGES,
  care: CARE,
  window: { ...WINDOWS, ...WINDOWS_ABROAD },
  protection: PROTECTION,
  method: METHODS,
  judgement: JUDGEMENTS,
  measure: MEASURES_SAID,
  fact: FACTS_SAID,
  option: OPTIONS,
  role: ROLES,
  paper: PAPERS_SAID,
  deed: DEEDS,
  felling: FELLINGS_SAID,
  kind: KINDS_OF_DUTY,
  remark: REMARKS,
} as const satisfies Record<string, Words>;

/** The word for a code; a code without one stands for itself, so that a new policy stays readable. */
export function label(kind: keyof typeof LABELS, code: string, language: Language): string {
  return LABELS[kind][code]?.[language] ?? code;
}

/** The code of that word, in either language and whatever its case; absent where no word of the kind is that. */
export function codeOfLabel(kind: keyof typeof LABELS, word: string): string | undefined {
  const wanted = word.trim().toLowerCase();
  return Object.entries<Words[string]>(LABELS[kind]).find(([, words]) =>
    LANGUAGES.some((language) => words[language].toLowerCase() === wanted),
  )?.[0];
}

/**
 * A rate for people, in per cent with one decimal, rounded half up from whole numbers: floating point
 * would print 84.8 for 84.85. The verdict compares the raw ratio, never this.
 *
 * @example percent(1699, 2000) // '85.0 %'
 */
export function percent(count: number, of: number): string {
  const tenths = Math.floor((count * 2000 + of) / (of * 2));
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}
