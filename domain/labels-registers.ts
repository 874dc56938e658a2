/** Words for the codes of registers beside the stands, in Chinese and English. */
import type { Words } from './labels.ts';

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
