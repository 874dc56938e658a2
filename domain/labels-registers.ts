/** Words for the codes of registers beside the stands, in Chinese and English. */
import type { Words } from './language.ts';

export const LAND: Words = {
  FARMLAND: { en: 'cultivated land', zh: '耕地' },
  BASIC_FARMLAND: { en: 'permanent basic farmland', zh: '永久基本农田' },
  PROJECT: { en: 'another project', zh: '其他项目' },
};

/** Windows of a policy in which something is planted. */
export const WINDOWS: Words = {
  spring: { en: 'spring', zh: '春季' },
  rainy: { en: 'rainy season', zh: '雨季' },
  autumn: { en: 'autumn', zh: '秋季' },
  sowing: { en: 'sowing', zh: '直播' },
};

/** Kinds of cases, and how they end. */
export const CASES: Words = {
  GRAZING: { en: 'grazing', zh: '违规放牧' },
  FELLING: { en: 'felling', zh: '盗伐滥伐' },
  LAND_TAKE: { en: 'land take', zh: '占用林地' },
  APPROVED: { en: 'approved', zh: '已获批准' },
  RESTORED: { en: 'restored', zh: '已恢复' },
  PENALISED: { en: 'penalised', zh: '已处罚' },
  HANDED_OVER: { en: 'handed over', zh: '已移送' },
  UNFOUNDED: { en: 'unfounded', zh: '不成立' },
};

/** Whose a work is under a contract of planting, and why. */
export const CONTRACT: Words = {
  CONTRACTOR: { en: 'contractor', zh: '承包方' },
  COUNTY_CREW: { en: 'county crew', zh: '县级作业队' },
  WARRANTY: { en: 'under warranty', zh: '质保期内' },
  DEFAULT: { en: 'the contractor is in default', zh: '承包方违约' },
  WARRANTY_OVER: { en: 'the warranty is over', zh: '质保期已满' },
  NO_CONTRACT: { en: 'no contract', zh: '无合同' },
};

/** Causes of damage. */
export const DAMAGES: Words = {
  FIRE: { en: 'fire', zh: '火灾' },
  FLOOD: { en: 'flood', zh: '洪涝' },
  DROUGHT: { en: 'drought', zh: '干旱' },
  FROST: { en: 'frost', zh: '冻害' },
  SNOW: { en: 'snow', zh: '雪灾' },
  WIND: { en: 'wind', zh: '风灾' },
  PEST: { en: 'pests', zh: '病虫害' },
  GRAZING: { en: 'grazing', zh: '牲畜啃食' },
  LAND_TAKEN: { en: 'land taken', zh: '占用林地' },
  OTHER: { en: 'other', zh: '其他' },
};

/** What the care of a stand lacks. */
export const CARE: Words = {
  NO_RANGER: { en: 'no ranger', zh: '无护林员' },
  HAND_OVER: { en: 'hand-over due', zh: '待移交' },
};

/** What the land register is told of a land-conversion parcel. */
export const CONVERSION: Words = {
  landUse: { en: 'change of land use', zh: '地类变更' },
  certificate: { en: 'change of the certificate', zh: '不动产变更登记' },
};
