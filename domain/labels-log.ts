/** Words of the log: what a turn did, what was remarked on a report, and the kinds of duties. */
import type { Words } from './language.ts';

/** Deeds of turns; in English the name under which the Temporal UI shows them. */
export const DEEDS: Words = {
  registerStand: { en: 'registerStand', zh: '登记小班' },
  splitStand: { en: 'splitStand', zh: '小班拆分' },
  mergeStand: { en: 'mergeStand', zh: '小班并出' },
  absorbStand: { en: 'absorbStand', zh: '小班并入' },
  changeBoundary: { en: 'changeBoundary', zh: '界线变更' },
  closeStand: { en: 'closeStand', zh: '结案' },
  suspendStand: { en: 'suspendStand', zh: '暂停' },
  resumeStand: { en: 'resumeStand', zh: '恢复' },
  redateTask: { en: 'redateTask', zh: '顺延任务' },
  recordSurvey: { en: 'recordSurvey', zh: '登记调查' },
  recordDamage: { en: 'recordDamage', zh: '登记灾害' },
  recordWork: { en: 'recordWork', zh: '登记作业' },
  adoptPolicy: { en: 'adoptPolicy', zh: '改用政策' },
  protectStand: { en: 'protectStand', zh: '保护标记' },
  rescheduleTask: { en: 'rescheduleTask', zh: '任务改期' },
  waiveTask: { en: 'waiveTask', zh: '豁免' },
  shiftCheck: { en: 'shiftCheck', zh: '检查推迟' },
  fileReport: { en: 'fileReport', zh: '上报' },
  passDeadline: { en: 'passDeadline', zh: '期限届满' },
  reviewBan: { en: 'reviewBan', zh: '研究解除' },
  lapseTask: { en: 'lapseTask', zh: '任务失效' },
  releaseTask: { en: 'releaseTask', zh: '解除封禁' },
  escalateTask: { en: 'escalateTask', zh: '逾期升级' },
  dispatchTask: { en: 'dispatchTask', zh: '派发任务' },
  settleFollowUp: { en: 'settleFollowUp', zh: '处理遗留' },
  recordFinding: { en: 'recordFinding', zh: '登记事项' },
  refused: { en: 'refused', zh: '未接受' },
};

export const KINDS_OF_DUTY: Words = {
  survey: { en: 'survey', zh: '调查' },
  judgement: { en: 'judgement', zh: '评定' },
  planting: { en: 'planting', zh: '栽植' },
  work: { en: 'work', zh: '作业' },
  report: { en: 'report', zh: '上报' },
  deadline: { en: 'deadline', zh: '期限' },
  decision: { en: 'decision', zh: '决定' },
  ban: { en: 'ban', zh: '禁令' },
};

/** Kinds of tending fellings. */
export const FELLINGS_SAID: Words = {
  RELEASE: { en: 'release', zh: '透光伐' },
  THINNING: { en: 'thinning', zh: '疏伐' },
  GROWTH_THINNING: { en: 'growth thinning', zh: '生长伐' },
  SANITATION: { en: 'sanitation felling', zh: '卫生伐' },
};

/** In a row of a log; the sentences with their figures are refusals' (`errors.ts`). */
export const REMARKS: Words = {
  COUNT_CAPPED: { en: 'COUNT_CAPPED', zh: '活株数超过设计，按设计株数计' },
  POINTS_IGNORED: { en: 'POINTS_IGNORED', zh: '所报株数不计入补植' },
  WORK_OUTSIDE_WINDOW: { en: 'WORK_OUTSIDE_WINDOW', zh: '不在作业期内' },
  SPECIES_OFF_MIX: { en: 'SPECIES_OFF_MIX', zh: '与设计混交比不符' },
  POINTS_BELOW_NEED: { en: 'POINTS_BELOW_NEED', zh: '补植株数不足' },
};
