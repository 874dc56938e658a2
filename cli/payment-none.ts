/** Where there is nothing to compute by: a scheme nobody states, or a policy without payments. */
import { refuse, sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Language } from '../domain/labels.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { TermsFound } from './payment-terms.ts';

/** A scheme that was asked for by name, where others are stated. */
export function refuseUnknown(
  { policy, schemes }: TermsFound,
  { scheme, lang }: { readonly scheme?: string; readonly lang: Language },
): void {
  if (scheme === undefined) return;
  throw refused(refuse('SCHEME_UNKNOWN', { policy, met: scheme, wanted: schemes.join(', ') || '–' }), lang);
}

export function refused(refusal: Refusal, lang: Language): CommandError {
  return new CommandError(EXIT.notFound, refusal.refused, sayRefusal(refusal, lang));
}

export function noneStated(policy: string, lang: Language): string {
  return lang === 'zh'
    ? `政策 ${policy} 未规定兑付方案或从未发布；可用 --policy 指定含 payments 的政策`
    : `${policy} states no payments, or was never published; name a policy that does: --policy NAME|FILE`;
}
