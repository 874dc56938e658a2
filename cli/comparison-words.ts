/** Whether the real server told a life as the rules do, in words. */
import type { Language } from '../domain/language.ts';
import type { Comparison } from './live-later.ts';

/** Lines to print: that all turns are the same, or where they first differ and how. */
export function comparisonLines(
  { yearsLater, turns, engineTurns, difference }: Comparison,
  lang: Language,
): readonly string[] {
  const zh = lang === 'zh';
  const later = zh
    ? `，顺延 ${yearsLater} 年运行：服务器时钟只能向前`
    : `, lived ${yearsLater} years later: the server's clock only moves forward`;
  const when = yearsLater === 0 ? '' : later;
  if (difference === undefined) {
    return [
      zh
        ? `✓ Temporal 服务器给出的 ${turns} 步完全相同${when}`
        : `✓ the Temporal server gives the same ${turns} turns${when}`,
    ];
  }
  const { where, pure, engine } = difference;
  return zh
    ? [
        `✗ Temporal 服务器 ${engineTurns} 步，规则推演 ${turns} 步${when}；最先不同之处：`,
        `  ${where}\n    规则推演  ${pure}\n    服务器    ${engine}`,
      ]
    : [
        `✗ ${engineTurns} turns on the Temporal server, ${turns} by the rules${when}; they differ first here:`,
        `  ${where}\n    rules   ${pure}\n    server  ${engine}`,
      ];
}
