/** What is wrong with a written outcome or count in Chinese; the words to type stay as they are typed. */
const WORDS: Readonly<Record<string, string>> = {
  nothing: '空',
  'a day that exists (YYYY-MM-DD), on or delay': '存在的日期（如 2027-04-15）、on 或 delay',
  'delay and a whole number of days from 1': 'delay 及天数（正整数）',
  'nothing after the days of a delay': 'delay 的天数之后不应有内容',
  'a survey without counts': 'survey 没有数据',
  'at least one of live=…, closure=…, cover=…, stems=…': 'live=…、closure=…、cover=…、stems=… 至少其一',
  'one rule a duty, or another after=… for each': '每项任务一条，或各用不同的 after=…',
  'nothing more': '无其他内容',
};

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/a whole number from (\d+)/, '不小于 $1 的整数'],
  [/points as a whole number, or a share of the design as/, '株数（整数），或占设计的比例，如'],
  [/hits of points as 15\/100, or a share as/, '命中数/样点数，如 15/100，或比例，如'],
  [
    /stems on m² of plots as 30\/500; on thousandths of an acre where the policy counts to the acre/,
    '株数/样地平方米，如 30/500；按英亩计的政策用毫英亩',
  ],
  [/metres as 0\.5, to 2 decimals/, '米，最多两位小数，如 0.5'],
  [/a year, or a day that exists as YYYY-MM-DD/, '年份，或存在的日期，如 2027-04-15'],
  [/a day that exists, YYYY-MM-DD/, '存在的日期，如 2027-04-15'],
  [/1 to 64 characters/, '1 至 64 个字符'],
  [/a species of the policy; nearest: /, '政策中的树种，相近的有：'],
  [/^a second rule on (\S+)$/, '$1 的第二条规则'],
  [/^on and one of (.+)$/, 'on 及其一：$1'],
  [/^a day from (\S+)$/, '不早于 $1 的日期'],
  [/^(.+) without counts$/, '$1 没有数据'],
  [/^(\w+) without (.+)$/, '$1 缺少 $2'],
  [/^(\S+) once$/, '$1 仅一次'],
  [/\bone of /, '其一：'],
];

/** @example outcomeWords('live= a whole number from 0') // 'live= 不小于 0 的整数' */
export function outcomeWords(text: string): string {
  const known = WORDS[text];
  if (known !== undefined) return known;
  return KINDS.reduce((said, [pattern, words]) => said.replace(pattern, words), text);
}
