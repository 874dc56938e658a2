/** Words for what the rules of other countries than China speak of. */
import type { Words } from './language.ts';

export const STAGES_ABROAD: Words = {
  STOCKED: { en: 'stocked', zh: '密度达标' },
  FREE_GROWING: { en: 'free growing', zh: '自由生长林分' },
  OVERDUE_REGENERATION: { en: 'past its regeneration date', zh: '超期未更新' },
  VERIFIED: { en: 'verified', zh: '已核证' },
  OVERDUE_VERIFICATION: { en: 'past its verification date', zh: '超期未核证' },
  FREE_TO_GROW: { en: 'free to grow', zh: '可自由生长' },
  SAPLING_STAND: { en: 'established sapling stand', zh: '幼树林已建成' },
};

export const VERDICTS_ABROAD: Words = {
  NOT_STOCKED: { en: 'not satisfactorily stocked', zh: '密度不足' },
  STOCKED_BELOW_TARGET: { en: 'stocked, below the target', zh: '密度达标，未达目标' },
  STOCKED: { en: 'stocked', zh: '密度达标' },
  NOT_FREE_GROWING: { en: 'not free growing yet', zh: '尚未自由生长' },
  FREE_GROWING: { en: 'free growing', zh: '自由生长' },
  GREEN: { en: 'green', zh: '绿色（无保留）' },
  AMBER: { en: 'amber, corrective action', zh: '黄色（需整改）' },
  RED: { en: 'red', zh: '红色（未达）' },
  NOT_FREE_TO_GROW: { en: 'not free to grow yet', zh: '尚不可自由生长' },
  FREE_TO_GROW: { en: 'free to grow', zh: '可自由生长' },
  TOO_LOW: { en: 'mean height too low', zh: '平均高不足' },
  SAPLING_STAND: { en: 'established sapling stand', zh: '幼树林已建成' },
};

export const DUTIES_ABROAD: Words = {
  naturalRegenerationSurvey: { en: 'survey of natural regeneration', zh: '天然更新调查' },
  regenerationSurvey: { en: 'regeneration survey', zh: '更新调查' },
  fillPlanting: { en: 'fill planting', zh: '补充栽植' },
  regenerationDeclaration: { en: 'declaration of regeneration', zh: '更新申报' },
  regenerationDate: { en: 'regeneration date', zh: '更新期限' },
  freeGrowingSurvey: { en: 'free growing survey', zh: '自由生长调查' },
  lateFill: { en: 'late fill planting', zh: '后期补充栽植' },
  brushing: { en: 'brushing', zh: '除灌' },
  freeGrowingDeclaration: { en: 'declaration of free growing', zh: '自由生长申报' },
  freeGrowingDate: { en: 'free growing date', zh: '自由生长期限' },
  damageSurvey: { en: 'survey after damage', zh: '灾后密度调查' },
  regenerationCheck: { en: 'check of filled-up natural regeneration', zh: '天然更新补植后检查' },
  establishmentCheck: { en: 'establishment check', zh: '成活检查' },
  beatUp: { en: 'beating up', zh: '冬季补植' },
  yearFiveSurvey: { en: 'year 5 survey', zh: '第五年调查' },
  yearFiveRegeneration: { en: 'year 5 survey of natural regeneration', zh: '第五年天然更新调查' },
  verification: { en: 'verification', zh: '核证' },
  verificationDate: { en: 'verification date', zh: '核证期限' },
  carbonSurvey: { en: 'carbon survey', zh: '碳储量调查' },
  laterVerification: { en: 'later verification', zh: '后续核证' },
  lossReport: { en: 'loss report', zh: '损失报告' },
  projectDecision: { en: 'decision of the project', zh: '项目决定' },
  plantingDate: { en: 'planting date', zh: '栽植期限' },
  stockingSurvey: { en: 'stocking survey', zh: '密度调查' },
  interplant: { en: 'interplanting', zh: '间隙补植' },
  freeToGrowSurvey: { en: 'free to grow survey', zh: '可自由生长调查' },
  release: { en: 'release', zh: '透光除草' },
  freeToGrowReport: { en: 'free to grow report', zh: '可自由生长报告' },
  freeToGrowDate: { en: 'free to grow date', zh: '可自由生长期限' },
  saplingCount: { en: 'sapling count', zh: '幼树计数' },
  regenerationReport: { en: 'regeneration report', zh: '更新完成报告' },
  saplingStandSurvey: { en: 'sapling stand survey', zh: '幼树林调查' },
  clearing: { en: 'clearing of the sapling stand', zh: '幼树林清理' },
  saplingStandDate: { en: 'sapling stand date', zh: '幼树林建成期限' },
};

export const STEPS_ABROAD: Words = {
  AUTHORITY: { en: 'report to the authority', zh: '报告主管机关' },
};

export const CAUSES_ABROAD: Words = {
  commenced: { en: 'commencement', zh: '义务开始' },
  begun: { en: 'the taking in of a stand that was there', zh: '既有林分纳入管护' },
  regenerated: { en: 'declared regeneration', zh: '更新完成' },
  treated: { en: 'treatment', zh: '抚育处理' },
};

export const WINDOWS_ABROAD: Words = {
  summer: { en: 'summer', zh: '夏季' },
  fall: { en: 'fall', zh: '秋季' },
  winter: { en: 'winter', zh: '冬季' },
  planting: { en: 'planting season', zh: '造林季' },
};
