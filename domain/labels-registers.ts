/** Words for the codes of registers beside the stands, in Chinese and English. */
import type { Words } from './labels.ts';

export const LAND: Words = {
  FARMLAND: { en: 'cultivated land', zh: '耕地' },
  BASIC_FARMLAND: { en: 'permanent basic farmland', zh: '永久基本农田' },
  PROJECT: { en: 'another project', zh: '其他项目' },
};
