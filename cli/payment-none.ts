/** Where there is nothing to compute by: a scheme nobody states, or a policy without payments. */
import { refuse } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { EXIT } from './exit-codes.ts';
import type { TermsFound } from './payment-terms.ts';
import { refusalError } from './refusal-error.ts';

/** A scheme that was asked for by name, where others are stated. */
export function refuseUnknown(
  { policy, schemes }: TermsFound,
  { scheme, lang }: { readonly scheme?: string; readonly lang: Language },
): void {
  if (scheme === undefined) return;
  const refusal = refuse('SCHEME_UNKNOWN', { policy, met: scheme, wanted: schemes.join(', ') || '–' });
  throw refusalError(refusal, lang, EXIT.notFound);
}

export function noneStated(policy: string, lang: Language): string {
  return lang === 'zh'
    ? `政策 ${policy} 未规定兑付方案或从未发布；可用 --policy 指定含 payments 的政策`
    : `${policy} states no payments, or was never published; name a policy that does: --policy NAME|FILE`;
}
