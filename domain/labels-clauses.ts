/**
 * Clauses in Chinese, by their text in a policy or in a ruling, and the marks that say how sure each is. Names and numbers
 * of laws and standards stay as they are printed.
 */
import { CLAUSES_ABROAD } from './labels-clauses-abroad.ts';
import type { Language } from './language.ts';

const MARKS: Readonly<Record<string, string>> = {
  verified: '已核实',
  secondary: '转引',
  recalled: '待核对',
  default: '暂定',
};

/** Units that citations name. */
const UNITS: Readonly<Record<string, string>> = {
  choice: '选择',
  day: '日',
  'day of the year': '月日',
  days: '天',
  degrees: '度',
  'growing seasons': '生长季',
  'ha and share': '公顷与占比',
  hour: '时',
  hours: '小时',
  m: '米',
  mm: '毫米',
  months: '月',
  'per cent': '%',
  ratio: '比率',
  'one part in so many': '分之一',
  rounds: '轮',
  'saplings per ha': '株幼树/公顷',
  seasons: '季',
  'seedlings per ha': '株幼苗/公顷',
  share: '占比',
  'site class': '地位级',
  'stems per ha': '株/公顷',
  step: '级',
  'trees per acre': '株/英亩',
  visits: '次',
  'well-spaced stems per ha': '株（间距合格）/公顷',
  years: '年',
  'years from commencement': '年（自义务开始）',
  'yuan per mu': '元/亩',
};

/** @example sayUnit('growing seasons and years', 'zh') // '生长季与年' */
export function sayUnit(unit: string, language: Language): string {
  if (language === 'en') return unit;
  return (
    UNITS[unit] ??
    unit
      .split(' and ')
      .map((each) => UNITS[each] ?? each)
      .join('与')
  );
}

/** Of every policy alike. */
const SHARED: Readonly<Record<string, string>> = {
  'count check': '株数核对',
  'go-live grace': '上线宽限期',
  'what opens after its due day is late from then on': '到期后才开始的任务自开始日起算逾期',
  'an order without an end is asked again': '无截止日的封禁定期再查',
  'missed planting window': '错过造林期',
  "the bureau's own setting; no norm of work was found in a text": '本局自定；未见工日定额文件',
  'planting and survey seasons in common use': '通行的造林与调查季节',
};

const XINZHOU: Readonly<Record<string, string>> = {
  'county list of the 2023 edition, Annex B unchecked': '2023 年版县名单，附录 B 未核',
  'county climate record 419.5': '县气候资料 419.5',
  'GB/T 15776-2023, in force 2023-05-23': 'GB/T 15776-2023，2023-05-23 起实施',
  'alternate strips': '隔带作业',
  'less than a strip is not cut by itself': '不足一带不单独平茬',
  'half a year in alternate strips, on windy and steep land a third; that the west is windy is ours':
    '隔带，每年一半；风大坡陡处三分之一；西部风大为暂定',
  'planting and watering may get a permit, county fire orders': '栽植、浇水可凭许可，依县防火命令',
  'a yearly check that is missed is made next year': '错过的逐年检查次年补做',
  'county self-check of every stand; its days are ours': '县级逐小班自查；日期为暂定',
  'flags carry subsidies by parcel and year; held on the day of the yearly map; no rate was read':
    '按地块逐年随保护标记补助，以年度落图日为准；未见标准',
  'high hills from 1600': '高海拔山地自 1600 起',
  'GB/T 15776-2006/2016 dry below 400': 'GB/T 15776-2006/2016 干旱区为 400 以下',
  'dry by county list until Annex B is checked': '附录 B 核对前按县名单认定干旱区',
  "shrubs of the county's lists": '县名录所列灌木',
  'what follows from a start': '各起始方式的后续任务',
  'coppice of what is forest': '已成林者的平茬',
  'signed by the supervisor': '监理签认',
  'first stages of what was there before': '既有林分的起始阶段',
  'caragana, and what begins as coppice': '柠条及以平茬起始者',
  'years to forest by method, GB/T 26424 table': '分造林方式的成林年限，GB/T 26424 表',
  '忻政办发〔2024〕30号 三(三) and the types of GB/T 15163': '忻政办发〔2024〕30号 三(三)，类型依 GB/T 15163',
  'GB/T 15163-2004 north, lower years by type; shrubland as existing forest':
    'GB/T 15163-2004 北方，分类型年限下限；灌木林地同有林地',
  'GB/T 15163-2004 north, upper years by type; shrubland as existing forest':
    'GB/T 15163-2004 北方，分类型年限上限；灌木林地同有林地',
  'design code chapter 19': '设计规范第 19 章',
  'design code chapter 19, lower lines below 400 mm: figures not read':
    '设计规范第 19 章，400 毫米以下标准较低，数值未见',
  'yearly from the lower year, design code chapter 19': '自年限下限起逐年，设计规范第 19 章',
  'three years before the age limit and not before the fourth; of what was there before, the next year':
    '成林年限前三年起且不早于第四年；既有林分为次年',
  'tree closure 0.20 Forest Law Implementing Regulation; shrub cover 40 %, before 2023 30 %':
    '乔木郁闭度 0.20（森林法实施条例）；灌木盖度 40 %，2023 年前 30 %',
  'shrub cover 40 %, before 2023 30 %': '灌木盖度 40 %，2023 年前 30 %',
  'shrub cover counts below 400 alone': '仅年降水量 400 以下认灌木盖度',
  'tending 3-2-1, dry 3-2-1-1-1': '抚育 3-2-1，干旱区 3-2-1-1-1',
  'GB/T 15776-2023 §12 designed holes': 'GB/T 15776-2023 §12 设计穴数',
  'planting subsidy, rates of the 2010 pilot; no later notice was read': '造林补助，2010 年试点标准；未见后续文件',
  'field calendar of Xinzhou': '忻州作业历',
  'spring drought 20 May–30 June': '春旱期 5 月 20 日至 6 月 30 日',
  'planted by 31 May counts this year': '5 月 31 日前造林计当年',
  'closure or shrub cover': '郁闭度或灌木盖度',
  'county fire orders': '县防火命令',
  'main species by itself': '主栽树种单独计算',
  'a tenth of the seedlings in reserve': '备用苗一成',
  'letters at 17:00': '17:00 发函',
  'missed window': '错过作业期',
  'Forest Law 采伐许可证': '森林法 采伐许可证',
  'quarantine order': '检疫除害令',
  'pine from outside': '外来松苗',
  'two rounds': '补植两轮',
  'block deaths, Liaoning': '块状死亡，参照辽宁',
  'same species and age': '同树种、同苗龄',
  'block deaths': '块状死亡',
  'what the design lacks': '设计所缺株数',
  'below 41 %': '41 % 以下',
  'windows with 21 days left': '作业期至少余 21 天',
  'one late round': '后期补植一轮',
  'yearly before the limit': '年限前逐年',
  'species age limit': '树种成林年限',
  'five years and until forest': '五年且至成林',
  '30 days': '30 天',
  'after acceptance': '验收之后',
  '7 to 15 years': '7 至 15 年',
  'protected land': '受保护土地',
  'once its cover is verified': '盖度验收之后',
  'caragana every 4 to 5 years': '柠条每 4 至 5 年',
  'one growing season at least after coppicing': '平茬后至少一个生长季',
  'certified disaster': '经认定的灾害',
  '林造发〔2012〕9号 half on the county check, half on the check at 3 years':
    '林造发〔2012〕9号 县级检查后一半，三年检查后一半',
  'Shanxi 购买式造林 since 2013, 30 after the first year, 70 after the third':
    '山西购买式造林，2013 年起，首年后三成，第三年后七成',
  'the preservation check stands for the third-year acceptance of the contract': '以保存率检查作为合同第三年验收',
  'yearly resource map as of 31 December': '年度资源图，截至 12 月 31 日',
  'accept first, then map; the days after acceptance are ours': '先验收后上图；验收后天数为暂定',
  'farmland and land of another project are not planted; the shares are ours, a few metres of border':
    '耕地及其他项目用地不造林；占比为暂定，容许界线数米',
  'demand listed by 30 November, orders by 31 January and 31 May; provenances by their seed stands':
    '11 月 30 日前列需求，1 月 31 日、5 月 31 日前订苗；产地按采种林分',
  'a find is a case with a due day; the days are ours': '发现即立案并定期限；天数为暂定',
  'Shanxi 购买式造林, three years of care': '山西购买式造林，管护三年',
  'the survival line that payment reads': '兑付所依的成活率线',
  "a county crew in the contractor's place; the prices are ours": '县级作业队代承包方实施；单价为暂定',
  'loss notice within 48 hours': '48 小时内报损',
  'the visit of the insurer or 15 days': '保险查勘，或满 15 天',
  'three-year care contract': '三年管护合同',
  'acceptance in each of years 1 to 5': '第 1 至 5 年逐年验收',
  'after the autumn checks': '秋季检查之后',
  'change of land use and 不动产变更登记; the year after the last acceptance is ours':
    '地类变更与不动产变更登记；末次验收后一年为暂定',
  'checklist of the afforestation archive': '造林档案清单',
  'steps after Bozhou': '级次参照亳州',
  'State Council holiday notice for 2026': '国务院 2026 年节假日通知',
};

/** Rulings that live in code: their texts stand in the log, in English. */
const RULED: Readonly<Record<string, string>> = {
  'ruling 34: captured in its window, binding': '裁定 34：窗口期内调查，有效',
  'ruling 34: captured after its window, binding and late': '裁定 34：窗口期后调查，有效但逾期',
  'ruling 34: captured before its window, kept, not binding': '裁定 34：窗口期前调查，留存，不作为依据',
  'ruling 34: no check was owed, kept, not binding': '裁定 34：当时无应查任务，留存，不作为依据',
  'ruling 21: counted by the unit that planted or is paid, kept as SELF, not binding':
    '裁定 21：造林或受款单位自检，留存，不作为依据',
  'ruling 22: a higher inspection, binding from its date': '裁定 22：上级核查，自其日期起有效',
  'ruling 22: not higher than the result that stands, kept, not binding':
    '裁定 22：级别不高于现有结论，留存，不作为依据',
  'ruling 34: a later check has been judged already, its verdict is kept and nothing follows':
    '裁定 34：其后的检查已先判定，判定留存，不产生后续事项',
  'ruling 22: a later check has been judged since, kept, not binding': '裁定 22：其后已有检查判定，留存，不作为依据',
  'ruling 22: replanted since the result that stands, kept, not binding':
    '裁定 22：现有结论之后已补植，留存，不作为依据',
  'ruling 23: the part is lost, kept, not binding': '裁定 23：该部分已损失，留存，不作为依据',
  'ruling 37: payment reads the line of the field, by a named waiver': '裁定 37：经具名豁免，兑付按现场口径',
  'ruling 22: takes the place of a wrong survey at its level, binding': '裁定 22：同级更正错误调查，有效',
};

export const CLAUSES: Readonly<Record<string, string>> = { ...SHARED, ...XINZHOU, ...CLAUSES_ABROAD, ...RULED };

/**
 * A clause with its mark for people; a text without Chinese words of its own stands for itself, so that a new policy
 * stays readable.
 *
 * @example sayClause('same species and age · secondary', 'zh') // '同树种、同苗龄 · 转引'
 */
export function sayClause(cited: string, language: Language): string {
  if (language === 'en') return cited;
  const cut = cited.lastIndexOf(' · ');
  if (cut < 0) return CLAUSES[cited] ?? cited;
  const [clause, mark] = [cited.slice(0, cut), cited.slice(cut + 3)];
  return `${CLAUSES[clause] ?? clause} · ${MARKS[mark] ?? mark}`;
}
