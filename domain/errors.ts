/**
 * Every refusal Standkeeper can give: one catalogue, one code each, in English and Chinese.
 * A released code keeps its meaning for good; `docs/errors.md` explains each, and a test holds the two together.
 */
import { valueInChinese } from './say-refusal.ts';

/** `{name}` places are filled from the refusal's values. */
interface Entry {
  readonly en: string;
  readonly zh: string;
}

export const ERRORS = {
  COMMAND_MALFORMED: {
    en: 'the field {field} of this command is {met}; wanted: {wanted}',
    zh: '命令字段 {field} 为 {met}，应为：{wanted}',
  },
  COMMAND_ID_TAKEN: {
    en: 'command {commandId} was already sent with other content; give the new content a new id',
    zh: '命令编号 {commandId} 已用于其他内容，请换一个新编号',
  },
  COUNT_ABOVE_DESIGN: {
    en: '{field} is {met}, above {factor} times the {base} points {wanted}; wanted: 0 to {limit}',
    zh: '{field} 为 {met}，超过{base}株数 {wanted} 的 {factor} 倍，应在 0 至 {limit} 之间',
  },
  SURVEY_IN_FUTURE: {
    en: 'the survey was captured on {met}, after today; wanted: a day up to {wanted}',
    zh: '调查日期 {met} 晚于今天，应不晚于 {wanted}',
  },
  SURVEY_BEFORE_PLANTING: {
    en: 'the survey was captured on {met}, before the planting; wanted: a day from {wanted}',
    zh: '调查日期 {met} 早于造林日期，应不早于 {wanted}',
  },
  DUTY_UNKNOWN: {
    en: 'stand {standId} has no duty {met}; its open ones: {wanted}',
    zh: '小班 {standId} 没有任务 {met}，未完成的任务：{wanted}',
  },
  MEASURE_MISSING: {
    en: 'duty {dutyId} asks for a count of {wanted}, which this survey has not',
    zh: '任务 {dutyId} 需要 {wanted} 数据，本次调查没有',
  },
  DUTY_CLOSED: {
    en: 'duty {dutyId} was already closed on {closedOn} by {winner}; nothing was changed',
    zh: '任务 {dutyId} 已于 {closedOn} 由 {winner} 办结，未作更改',
  },
  DUTY_KIND: {
    en: 'duty {dutyId} is a {met}; this command answers a {wanted}',
    zh: '任务 {dutyId} 属于 {met}，此命令用于 {wanted}',
  },
  DUTY_OVERDUE: {
    en: 'duty {dutyId} is overdue since {met}; only a duty that is not overdue can be moved',
    zh: '任务 {dutyId} 自 {met} 起已逾期，不能改期',
  },
  DAY_OUTSIDE_WINDOW: {
    en: 'duty {dutyId} cannot be moved to {met}; wanted: {wanted}',
    zh: '任务 {dutyId} 不能改到 {met}，应在：{wanted}',
  },
  WORK_IN_FUTURE: {
    en: 'the work was done on {met}, after today; wanted: a day up to {wanted}',
    zh: '作业日期 {met} 晚于今天，应不晚于 {wanted}',
  },
  WORK_BEFORE_DUTY: {
    en: 'the work was done on {met}, before the duty was raised; wanted: a day from {wanted}',
    zh: '作业日期 {met} 早于任务产生日期，应不早于 {wanted}',
  },
  POINTS_MISSING: {
    en: 'a replanting of duty {dutyId} says how many points were planted; {met} given; wanted: 1 to {wanted}',
    zh: '任务 {dutyId} 的补植应填写株数，现为 {met}，应在 1 至 {wanted} 之间',
  },
  SPECIES_NOT_TOLD: {
    en: 'duty {dutyId} replants to the design’s mix, and nothing is told of the species; wanted: points of each, as needed: {wanted}',
    zh: '任务 {dutyId} 按设计混交比补植，应填写各树种株数，所需：{wanted}',
  },
  SPECIES_NOT_ADDING_UP: {
    en: 'the species of duty {dutyId} add up to {met} points; wanted: {wanted}, as many as were planted',
    zh: '任务 {dutyId} 各树种株数合计 {met}，应等于补植株数 {wanted}',
  },
  OPTION_UNKNOWN: {
    en: 'the decision {dutyId} has no branch {met}; wanted: one of {wanted}',
    zh: '决定 {dutyId} 没有选项 {met}，可选：{wanted}',
  },
  DECLARANT_MISSING: {
    en: '{dutyId} is declared by a named {wanted}; nobody is named',
    zh: '{dutyId} 应由具名的{wanted}申报，现未填写申报人',
  },
  PAPERS_MISSING: {
    en: '{dutyId} is reported with its papers, and {met} is missing; wanted: {wanted} ({because})',
    zh: '{dutyId} 上报须附材料，缺少 {met}，应有：{wanted}（{because}）',
  },
  PAPER_EXPIRED: {
    en: '{dutyId} was done on {wanted}, and {field} ended on {met}; wanted: one that is good on that day ({because})',
    zh: '{dutyId} 作业日期为 {wanted}，而 {field} 已于 {met} 到期，应在作业日有效（{because}）',
  },
  PAPERS_NOT_ASKED: {
    en: 'no papers are asked for with {dutyId}, so none can be waived; nothing was changed',
    zh: '{dutyId} 无须附材料，不能豁免，未作更改',
  },
  FELLING_MISSING: {
    en: '{dutyId} is a felling, and the report says neither its kind nor the closure before and after; wanted: all three, {wanted} or more left',
    zh: '{dutyId} 为抚育采伐，上报未写采伐方式和伐前伐后郁闭度，三项均应填写，伐后应不低于 {wanted}',
  },
  STRIPS_MISSING: {
    en: '{dutyId} is cut in strips, and the report says neither how much was cut nor how wide they are; wanted: up to {wanted} m² and a width ({because})',
    zh: '{dutyId} 应分带平茬，上报未写平茬面积和带宽，应为不超过 {wanted} 平方米及带宽（{because}）',
  },
  STRIPS_ABOVE_SHARE: {
    en: '{dutyId} cut {met} m² in one year; wanted: at most {wanted} m² ({because})',
    zh: '{dutyId} 一年内平茬 {met} 平方米，应不超过 {wanted} 平方米（{because}）',
  },
  STRIPS_UNTOLD: {
    en: '{areaM2} of {ofM2} m² of part {partId} were coppiced on {met} and are left out of cover checks until {until}; the count does not say how many of its points lie there; wanted: that number, 0 where none was looked at',
    zh: '部分 {partId} 的 {ofM2} 平方米中有 {areaM2} 平方米于 {met} 平茬，{until} 前不计入盖度，调查未写明其中样点数，应填写（未在带内设样点的填 0）',
  },
  STRIPS_NOT_FRESH: {
    en: 'the count leaves out {met} points in strips of part {partId}, and none of it was cut so lately on {wanted}; wanted: all points',
    zh: '调查扣除部分 {partId} 平茬带内样点 {met} 个，而至 {wanted} 并无近期平茬带，应计入全部样点',
  },
  BATCH_NOT_ASKED: {
    en: 'a batch of {met} m² is reported, and {dutyId} is no new planting; wanted: the whole work',
    zh: '{dutyId} 不是重新造林，不能分批（{met} 平方米），应按整体上报',
  },
  BATCH_ABOVE_AREA: {
    en: 'a batch of {met} m² is planted on part {partId}, which has {wanted} m²; wanted: 1 to {wanted}',
    zh: '部分 {partId} 面积 {wanted} 平方米，本批造林 {met} 平方米超出，应在 1 至 {wanted} 之间',
  },
  DESIGN_MISSING: {
    en: 're-establishing {dutyId} needs a new planting and its regime; {met} is missing',
    zh: '重造 {dutyId} 需要新的造林设计及其规则，缺少 {met}',
  },
  PART_UNKNOWN: {
    en: 'stand {standId} has no part {met}; its parts: {wanted}',
    zh: '小班 {standId} 没有部分 {met}，现有：{wanted}',
  },
  PART_MISSING: {
    en: 'stand {standId} is in several parts, and the command names none; wanted: one of {wanted}',
    zh: '小班 {standId} 分为多个部分，命令未指明，应为其一：{wanted}',
  },
  PIECES_NOT_WHOLE: {
    en: 'the pieces of part {partId} add up to {met} m²; wanted: its whole area, {wanted} m²',
    zh: '部分 {partId} 各块面积合计 {met} 平方米，应等于其总面积 {wanted} 平方米',
  },
  PIECES_TOO_MANY: {
    en: 'part {partId} is counted in {met} pieces; wanted: at most one a planted point, {wanted}',
    zh: '部分 {partId} 分为 {met} 块，最多 {wanted} 块（每块至少一株）',
  },
  UNIT_NOT_INDEPENDENT: {
    en: 'unit {met} planted part {partId} or is paid for it; wanted: a correction by another unit',
    zh: '单位 {met} 为部分 {partId} 的造林或受款单位，应由其他单位更正',
  },
  SURVEY_UNKNOWN: {
    en: 'no result of survey {met} stands on stand {standId}; those that stand: {wanted}',
    zh: '小班 {standId} 没有调查 {met} 的有效结果，现有效的：{wanted}',
  },
  SURVEY_ID_TAKEN: {
    en: 'survey {met} has given a result already; wanted: an id of its own for the new count',
    zh: '调查编号 {met} 已有结果，新的调查请用新编号',
  },
  CORRECTION_TOO_LATE: {
    en: 'survey {met} cannot be corrected: {dutyId} was done on it, or judged after it, on {closedOn} by {winner}; wanted: an audit of a higher level',
    zh: '调查 {met} 不能更正：{dutyId} 已于 {closedOn} 由 {winner} 据此完成或在其后判定，可由上级核查',
  },
  CORRECTION_UNBINDING: {
    en: 'survey {met} cannot be corrected to {capturedOn}, before the window of {dutyId} opened on {opensOn}: the result of survey {winner}, whose place it took, would have to stand again; wanted: a day in the window, or a new count',
    zh: '调查 {met} 不能更正为 {capturedOn}：早于任务 {dutyId} 的开始日 {opensOn}，被其取代的调查 {winner} 的结论将须恢复；请改为窗口内日期，或重新调查',
  },
  FOLLOW_UP_UNKNOWN: {
    en: 'stand {standId} has no follow-up {met}; its open ones: {wanted}',
    zh: '小班 {standId} 没有遗留事项 {met}，未处理的：{wanted}',
  },
  FOLLOW_UP_SETTLED: {
    en: 'follow-up {met} of stand {standId} was settled on {settledOn} by {settledBy}; nothing was changed',
    zh: '小班 {standId} 的遗留事项 {met} 已于 {settledOn} 由 {settledBy} 处理，未作更改',
  },
  COUNT_CAPPED: {
    en: '{met} live points counted on {wanted} designed ones; {wanted} are taken',
    zh: '活株数 {met} 超过设计株数 {wanted}，按 {wanted} 计',
  },
  WORK_OUTSIDE_WINDOW: {
    en: 'the work was done on {met}, outside its window {wanted}; it is kept',
    zh: '作业日期 {met} 不在作业期 {wanted} 内，仍予保留',
  },
  POINTS_IGNORED: {
    en: '{met} points were reported with a work that plants none; they are not counted as replanted',
    zh: '该作业不含补植，所报 {met} 株不计入补植',
  },
  POINTS_BELOW_NEED: {
    en: '{met} points were replanted of {wanted} needed; the next survey decides',
    zh: '补植 {met} 株，少于所需 {wanted} 株，由下次调查判定',
  },
  SPECIES_OFF_MIX: {
    en: 'planted: {met}; needed for the design’s mix: {wanted}; the next survey decides',
    zh: '实际栽植 {met}，按设计混交比需要 {wanted}，由下次调查判定',
  },
  DAMAGE_ABOVE_AREA: {
    en: '{met} m² lost of part {partId}, which has {wanted} m²; wanted: 0 to {wanted}',
    zh: '部分 {partId} 面积 {wanted} 平方米，损失 {met} 平方米超出，应在 0 至 {wanted} 之间',
  },
  DAMAGE_NOT_RULED: {
    en: 'part {partId} stands under {met}, which says nothing of losses; wanted: rules that do',
    zh: '部分 {partId} 适用的 {met} 未规定损失处理，应改用有此规定的规则',
  },
  DISASTER_NOT_CERTIFIED: {
    en: 'no paper takes {met} out of the assessment; wanted: one of {wanted} ({because})',
    zh: '{met} 不能凭证明核减考核面积，可核减：{wanted}（{because}）',
  },
  CERTIFIED_ABOVE_AREA: {
    en: 'the paper certifies {met} m² of part {partId}, of which {wanted} m² are assessed; wanted: 1 to {wanted}',
    zh: '证明面积 {met} 平方米超过部分 {partId} 的考核面积 {wanted} 平方米，应在 1 至 {wanted} 之间',
  },
  PROTECTION_UNCHANGED: {
    en: 'stand {standId} has these flags of protection already: {met}; nothing was changed',
    zh: '小班 {standId} 的保护标记已为：{met}，未作更改',
  },
  PART_LOST: {
    en: 'part {met}, {areaM2} m², is lost already; wanted: a part that stands, {wanted}',
    zh: '部分 {met}（{areaM2} 平方米）已损失，应为现存部分：{wanted}',
  },
  DAMAGE_IN_FUTURE: {
    en: 'the damage was seen on {met}, after today; wanted: a day up to {wanted}',
    zh: '受灾日期 {met} 晚于今天，应不晚于 {wanted}',
  },
  STAND_SUSPENDED: {
    en: 'stand {standId} is suspended since {met}; wanted: resume it first',
    zh: '小班 {standId} 自 {met} 起暂停，请先恢复',
  },
  STAND_NOT_SUSPENDED: {
    en: 'stand {standId} is not suspended; nothing was changed',
    zh: '小班 {standId} 未暂停，未作更改',
  },
  STAND_CLOSED: {
    en: 'stand {standId} was closed on {met} and takes no more commands',
    zh: '小班 {standId} 已于 {met} 结案，不再接受命令',
  },
  STAND_TOUCHED: {
    en: 'stand {standId} has taken a command on {met} ({what}); only one that nobody has worked on is taken back',
    zh: '小班 {standId} 已于 {met} 办理过（{what}），只有未经办理的小班可以撤回',
  },
  STAND_MOVED: {
    en: 'stand {standId} goes on as {wanted} since {met}; send the command there',
    zh: '小班 {standId} 自 {met} 起由 {wanted} 承继，请将命令发往该小班',
  },
  STAND_TAKEN_BACK: {
    en: 'stand {standId} was taken back with its import meanwhile; nothing was written down',
    zh: '小班 {standId} 已随其导入批次撤回，未作登记',
  },
  STANDS_UNFIT: {
    en: 'stand {standId} cannot become one with {otherId}: {field} is {met} there; wanted: {wanted}',
    zh: '小班 {standId} 不能与 {otherId} 合并：对方 {field} 为 {met}，应为 {wanted}',
  },
  BOUNDARY_UNCHANGED: {
    en: 'part {partId} has {met} m² already; wanted: another area',
    zh: '部分 {partId} 面积已为 {met} 平方米，应为不同的面积',
  },
  STAND_NUMBER_WRONG: {
    en: 'a stand cannot be numbered {met}; wanted: {wanted}',
    zh: '小班编号不能为 {met}，应为：{wanted}',
  },
  STAND_NUMBER_TAKEN: {
    en: 'there is a stand {met} of that work year already; wanted: a number that no other stand has',
    zh: '该作业年度已有小班 {met}，应使用未占用的编号',
  },
  STAND_NEEDS_ATTENTION: {
    en: 'stand {standId} is parked until an operator looks at it ({met}); send the command again later',
    zh: '小班 {standId} 等待运维处理（{met}），请稍后重发',
  },
  STAND_UNKNOWN: {
    en: 'there is no stand {met}; nearest: {wanted}',
    zh: '没有小班 {met}，相近的有：{wanted}',
  },
  GATE_UNKNOWN: {
    en: 'there is no gate {met}; wanted: a number from: standkeeper gate list --all',
    zh: '没有编号为 {met} 的封禁，可用 standkeeper gate list --all 查看',
  },
  GATE_LIFTED: {
    en: 'gate {gateId} was already lifted on {met}; nothing was changed',
    zh: '封禁 {gateId} 已于 {met} 解除，未作更改',
  },
  GATE_DAYS_REVERSED: {
    en: 'the gate ends on {met}, before it begins; wanted: a day from {wanted}',
    zh: '封禁截止日期 {met} 早于开始日期，应不早于 {wanted}',
  },
  GATE_DAY_OUTSIDE: {
    en: 'gate {gateId} cannot be lifted on {met}; wanted: one of its own days {wanted}',
    zh: '封禁 {gateId} 不能于 {met} 解除，应在其期限 {wanted} 内',
  },
  PERMIT_UNKNOWN: {
    en: 'there is no permit {met}; wanted: a number from: standkeeper gate list --all',
    zh: '没有编号为 {met} 的许可，可用 standkeeper gate list --all 查看',
  },
  PERMIT_NOT_GIVEN: {
    en: 'gate {gateId} ({met}) has no permits: neither fire nor what snow and flood bar goes on by a paper',
    zh: '封禁 {gateId}（{met}）不设许可：野外用火、大雪和防汛封禁期间不得凭许可作业',
  },
  PERMIT_DUTY_BARRED: {
    en: 'gate {gateId} has no permit for {met}; wanted: {wanted}',
    zh: '封禁 {gateId} 期间 {met} 不得凭许可作业，可许可的有：{wanted}',
  },
  PERMIT_DAYS_OUTSIDE: {
    en: 'the days {met} are not those of the gate or permit; wanted: within {wanted}',
    zh: '日期 {met} 不在封禁或许可期限内，应在 {wanted} 内',
  },
  PERMIT_STAND_OUTSIDE: {
    en: 'stand {met} does not lie in county {wanted}, which gate {gateId} closes',
    zh: '小班 {met} 不在封禁 {gateId} 的县 {wanted} 内',
  },
  PERMIT_WITHDRAWN: {
    en: 'permit {permitId} was already withdrawn on {met}; nothing was changed',
    zh: '许可 {permitId} 已于 {met} 撤销，未作更改',
  },
  POLICY_VERSION_TAKEN: {
    en: 'policy {policy} was published with hash {wanted}, and this file has {met}; give what has changed a new version',
    zh: '政策 {policy} 已以哈希 {wanted} 发布，此文件为 {met}，内容有改请使用新版本号',
  },
  POLICY_UNPUBLISHED: {
    en: 'policy {policy} (hash {met}) was not published, so what its stands were judged by could not be read later; wanted: standkeeper policy publish, with this file',
    zh: '政策 {policy}（哈希 {met}）尚未发布，日后无法查阅小班所依规则；请先以此文件执行 standkeeper policy publish',
  },
  POLICY_IN_FORCE: {
    en: 'stand {standId} lives by {met} already; nothing was changed',
    zh: '小班 {standId} 已适用 {met}，未作更改',
  },
  POLICY_COUNTY_UNKNOWN: {
    en: 'policy {policy} does not know county {met}; wanted: {wanted}',
    zh: '政策 {policy} 没有县 {met}，应为：{wanted}',
  },
  POLICY_SPECIES_UNKNOWN: {
    en: 'policy {policy} does not know species {met}; wanted: {wanted}',
    zh: '政策 {policy} 没有树种 {met}，应为：{wanted}',
  },
  POLICY_START_UNKNOWN: {
    en: 'policy {policy} says nothing of a stand that begins as {met}; wanted: {wanted}',
    zh: '政策 {policy} 未规定以 {met} 方式开始的小班，应为：{wanted}',
  },
  POLICY_STANDARD_UNKNOWN: {
    en: 'policy {policy} cannot take the stand’s own {field}, {met}; wanted: {wanted}',
    zh: '政策 {policy} 不接受小班自有标准 {field}（{met}），应为：{wanted}',
  },
  ADOPTION_BEFORE_PLANTING: {
    en: 'stand {standId} is planted on {wanted}; wanted: {met} adopted from that day on',
    zh: '小班 {standId} 于 {wanted} 造林，应自该日起改用 {met}',
  },
  RULES_MISSING: {
    en: 'no new rules are given in the place of {met} of part {partId}; wanted: rules for its planting, {wanted}',
    zh: '未给出替代部分 {partId} 现行规则 {met} 的新规则，应为其造林的规则：{wanted}',
  },
  RULES_OF_OTHER_PLANTING: {
    en: 'the new rules of part {partId} are for the planting {met}; wanted: for {wanted}, whose day picks the edition',
    zh: '部分 {partId} 的新规则对应造林 {met}，应对应 {wanted}（造林日期决定标准版本）',
  },
  RULES_OF_OTHER_ZONE: {
    en: 'policy {policy} counts its days in {met}; wanted: those of the stand, {wanted}',
    zh: '政策 {policy} 的时区为 {met}，应与小班一致：{wanted}',
  },
  RULES_LACK_DUTY: {
    en: 'policy {policy} does not know {met}, which part {partId} owes after a result, has a result of, or has in hand as another kind; wanted: rules that do',
    zh: '政策 {policy} 没有 {met}，而部分 {partId} 因判定而欠、已有其结果或正在办理且类别不同，应改用有此规定的政策',
  },
  SCHEME_UNKNOWN: {
    en: '{policy} states no payment scheme {met}; wanted: one of {wanted}',
    zh: '政策 {policy} 没有兑付方案 {met}，可选：{wanted}',
  },
  LAYER_NOT_LOADED: {
    en: 'no layer of barred land has the number {met}; wanted: a number from: standkeeper land list',
    zh: '没有编号为 {met} 的禁造土地图层，可用 standkeeper land list 查看',
  },
  ORDER_UNKNOWN: {
    en: 'there is no order of seedlings {met}; wanted: a number from: standkeeper seedlings orders',
    zh: '没有编号为 {met} 的苗木订单，可用 standkeeper seedlings orders 查看',
  },
  ORDER_CANCELLED: {
    en: 'order {orderId} was already cancelled on {met}; nothing was changed',
    zh: '订单 {orderId} 已于 {met} 撤销，未作更改',
  },
  ARCHIVE_MISSING: {
    en: 'stand {standId} has no archive to file it in; wanted: standkeeper archive number {standId} NUMBER first',
    zh: '小班 {standId} 尚未建档，请先执行 standkeeper archive number {standId} 档案号',
  },
  TOWNSHIPS_NOT_WHOLE: {
    en: 'the townships of stand {standId} add up to {met} m²; wanted: its whole area, {wanted} m²',
    zh: '小班 {standId} 各乡镇面积合计 {met} 平方米，应等于其总面积 {wanted} 平方米',
  },
  CARE_UNKNOWN: {
    en: 'stand {standId} has no care contract to hand over; wanted: standkeeper ranger name {standId} first',
    zh: '小班 {standId} 没有待移交的管护合同，请先执行 standkeeper ranger name {standId}',
  },
  CARE_DAYS: {
    en: 'the care contract begins on {wanted}; {met} lies before it',
    zh: '管护合同自 {wanted} 起，{met} 早于该日',
  },
  PARCEL_UNKNOWN: {
    en: 'stand {standId} is no land-conversion parcel; wanted: standkeeper conversion households {standId} first',
    zh: '小班 {standId} 不是退耕还林地块，请先执行 standkeeper conversion households {standId}',
  },
  HOUSEHOLDS_ABOVE_AREA: {
    en: 'the households of stand {standId} add up to {met} m²; wanted: at most its area, {wanted} m²',
    zh: '小班 {standId} 各户面积合计 {met} 平方米，最多为其面积 {wanted} 平方米',
  },
  CONTRACT_UNKNOWN: {
    en: 'there is no contract {met}; wanted: a number that was written down with: standkeeper contract write',
    zh: '没有合同 {met}，应为已用 standkeeper contract write 登记的合同号',
  },
  CONTRACT_COVERS: {
    en: 'stand {standId} is under contract {met} already; wanted: a stand of no other contract',
    zh: '小班 {standId} 已在合同 {met} 内，应为未签其他合同的小班',
  },
  DEFAULT_NOT_OWED: {
    en: '{dutyId} is not the contractor’s ({met}); wanted: a work of {wanted} under warranty',
    zh: '{dutyId} 不由承包方承担（{met}），应为质保期内的 {wanted}',
  },
  DEFAULT_UNKNOWN: {
    en: 'no default on {met} of stand {standId} is written down; nothing was changed',
    zh: '小班 {standId} 的 {met} 没有违约记录，未作更改',
  },
  DEFAULT_DAYS: {
    en: 'the default of {dutyId} is of {met}; wanted: a day of {wanted}',
    zh: '{dutyId} 的违约日期为 {met}，应在 {wanted} 内',
  },
  LOSS_UNKNOWN: {
    en: 'stand {standId} has no insured loss of {met}; wanted: one of {wanted}, after: standkeeper damage report',
    zh: '小班 {standId} 没有 {met} 的保险损失，应为：{wanted}；须先用 standkeeper damage report 上报',
  },
  LOSS_DAYS: {
    en: 'the day {met} does not fit the loss; wanted: a day of {wanted}',
    zh: '日期 {met} 与损失不符，应在 {wanted} 内',
  },
  CASE_UNKNOWN: {
    en: 'there is no case {met}; wanted: a number from: standkeeper case list --all',
    zh: '没有案件 {met}，可用 standkeeper case list --all 查看',
  },
  CASE_CLOSED: {
    en: 'case {caseNo} was already closed on {met}; nothing was changed',
    zh: '案件 {caseNo} 已于 {met} 结案，未作更改',
  },
  CASE_OUTCOME: {
    en: 'a case of {kind} cannot end as {met}; wanted: one of {wanted}',
    zh: '{kind} 案件不能以 {met} 结案，应为：{wanted}',
  },
  CASE_DAYS: {
    en: 'the day {met} does not fit the case; wanted: {wanted}',
    zh: '日期 {met} 与案件不符，应为：{wanted}',
  },
  APPROVAL_MISSING: {
    en: 'the approval number is {met} for an end as {outcome}; wanted: one with APPROVED, and with nothing else',
    zh: '以 {outcome} 结案时批准文号为 {met}；仅 APPROVED 应填写批准文号',
  },
  REGISTER_NOT_RULED: {
    en: 'policy {policy} has no rules under {met}; wanted: a county whose policy has them',
    zh: '政策 {policy} 未规定 {met}，应为有此规定的县',
  },
  BATCH_UNKNOWN: {
    en: 'no import has the id {met}; the latest imports: {wanted}',
    zh: '没有编号为 {met} 的导入批次，最近的批次：{wanted}',
  },
  BATCH_UNCLEAR: {
    en: '{met} begins the ids of several imports; wanted: one of {wanted}',
    zh: '以 {met} 开头的导入批次不止一个，请选其一：{wanted}',
  },
  BATCH_KIND_WRONG: {
    en: 'import {batch} brought {met}; only stands and surveys are taken back',
    zh: '批次 {batch} 导入的是 {met}，只能撤回小班或调查',
  },
  SHEET_ROWS_TOO_MANY: {
    en: '{met} rows have no room in a sheet, which holds {wanted} below its headings; take --format csv or gpkg, or export county by county',
    zh: '{met} 行超出工作表容量（表头以下最多 {wanted} 行），请改用 --format csv 或 gpkg，或分县导出',
  },
  SHEET_CELL_TOO_LONG: {
    en: 'a text of {met} characters in column {field} has no room in a cell, which holds {wanted}; take --format csv or gpkg',
    zh: '{field} 列有 {met} 个字符的文字，超出单元格容量（{wanted}），请改用 --format csv 或 gpkg',
  },
  OUTAGE: {
    en: '{what} is away ({met}); nothing was changed, send the same command again',
    zh: '{what} 暂不可用（{met}），未作更改，可重发同一命令',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorValues = Readonly<Record<string, string | number>>;

/** A rule says no: the code and the values it speaks of. Refusals are returned, never thrown, in the domain. */
export interface Refusal {
  readonly refused: ErrorCode;
  readonly values: ErrorValues;
}

export function refuse(code: ErrorCode, values: ErrorValues): Refusal {
  return { refused: code, values };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** The sentence for people. A place without a value stays visible, so a test can find it. */
export function sayRefusal({ refused, values }: Refusal, language: 'en' | 'zh' = 'en'): string {
  const say = (name: string) => (language === 'zh' ? valueInChinese(refused, name, values) : values[name]);
  return ERRORS[refused][language].replace(/\{(\w+)\}/g, (place, name: string) => String(say(name) ?? place));
}
