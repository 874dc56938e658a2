/** Words for what rules ask about and name: rates and facts, branches of decisions, who is written to, papers. */
import type { Words } from './language.ts';

/** What a survey measures; the rate of each is held against its line. */
export const MEASURES_SAID: Words = {
  survival: { en: 'live points', zh: '成活率' },
  closure: { en: 'canopy closure', zh: '郁闭度' },
  cover: { en: 'shrub cover', zh: '灌木盖度' },
  stems: { en: 'stems', zh: '株数密度' },
  preferred: { en: 'stems of preferred species', zh: '目的树种株数密度' },
  meanHeight: { en: 'mean height', zh: '平均高' },
  leastHeight: { en: 'least height', zh: '最低树高' },
  mainSpecies: { en: 'main species', zh: '主栽树种成活率' },
  totalCover: { en: 'total cover', zh: '总盖度' },
  seedlings: { en: 'seedlings', zh: '幼苗密度' },
  saplings: { en: 'saplings', zh: '幼树密度' },
};

/** Facts beside the rates. */
export const FACTS_SAID: Words = {
  rounds: { en: 'replantings before it', zh: '已补植轮次' },
  lateReplants: { en: 'late replantings before it', zh: '已后期补植次数' },
  largestDeadPatchHa: { en: 'largest dead patch (ha)', zh: '最大块状死亡（公顷）' },
  largestDeadPatchShare: { en: 'share of the largest dead patch', zh: '最大块状死亡占比' },
  year: { en: 'years since the planting', zh: '造林后年数' },
  regenerated: { en: 'regeneration declared', zh: '已申报更新' },
  replacedToCount12m: { en: 'share replaced in 12 months before the count', zh: '调查前 12 个月补植比例' },
  replacedShare12m: { en: 'share replaced in 12 months', zh: '近 12 个月补植比例' },
  closure: { en: 'canopy closure', zh: '郁闭度' },
  cover: { en: 'shrub cover', zh: '灌木盖度' },
  passed: { en: 'the check passed', zh: '检查合格' },
  visit: { en: 'visit', zh: '检查次数' },
  established: { en: 'forest before it', zh: '此前已成林' },
};

/** Branches of decisions. */
export const OPTIONS: Words = {
  continue: { en: 'go on replanting', zh: '继续补植' },
  carry: { en: 'carry on as it is', zh: '维持现状，继续管护' },
  redesign: { en: 'give it up and plant anew', zh: '判定失败，重新设计造林' },
  lift: { en: 'lift the ban', zh: '解除' },
  keep: { en: 'keep the ban', zh: '继续执行' },
  reestablish: { en: 're-establish', zh: '重造' },
  writeOff: { en: 'write off', zh: '核销' },
  replant: { en: 'plant anew', zh: '重新栽植' },
  withdraw: { en: 'leave the project', zh: '退出项目' },
};

/** Roles that letters go to, and that declare a duty done. */
export const ROLES: Words = {
  crew: { en: 'crew', zh: '施工队' },
  ranger: { en: 'ranger', zh: '护林员' },
  townshipStation: { en: 'township forestry station', zh: '乡镇林业站' },
  townshipChief: { en: 'head of the township', zh: '乡镇林长' },
  countyBureau: { en: 'county forestry bureau', zh: '县林业局' },
  countyChief: { en: 'forest chief of the county', zh: '县级林长' },
  countyGeneralChief: { en: 'general forest chief of the county', zh: '县级总林长' },
  cityOffice: { en: 'forest chief office of the city', zh: '市林长办' },
  cityGeneralChief: { en: 'general forest chief of the city', zh: '市级总林长' },
  surveyor: { en: 'surveyor', zh: '调查员' },
  licensee: { en: 'licensee', zh: '许可持有人' },
  stewardshipForester: { en: 'stewardship forester', zh: '管护林业员' },
  districtManager: { en: 'district manager', zh: '林区主管' },
  compliance: { en: 'compliance and enforcement', zh: '执法部门' },
  landowner: { en: 'landowner', zh: '土地所有者' },
  forestAssociation: { en: 'forest management association', zh: '森林经营协会' },
  forestCentre: { en: 'forest centre', zh: '林业中心' },
  stateForester: { en: 'state forester', zh: '州林务官' },
  projectDeveloper: { en: 'project developer', zh: '项目开发方' },
  codeSecretariat: { en: 'secretariat of the code', zh: '标准秘书处' },
  verifier: { en: 'verifier', zh: '核证机构' },
};

/** What a report brings with it. */
export const PAPERS_SAID: Words = {
  licence: { en: 'producer’s licence', zh: '生产经营许可证' },
  quarantine: { en: 'quarantine certificate', zh: '检疫证' },
  label: { en: 'label', zh: '苗木标签' },
  quality: { en: 'quality certificate', zh: '质量检验合格证' },
  provenance: { en: 'provenance', zh: '产地' },
  quantity: { en: 'quantity', zh: '数量' },
  permit: { en: 'felling permit', zh: '采伐许可证' },
  volumeM3: { en: 'volume in m³', zh: '蓄积（立方米）' },
  permitUntil: { en: 'permit good until', zh: '许可证有效期至' },
  quarantineOrder: { en: 'order of a quarantine felling', zh: '检疫除害采伐令' },
};
