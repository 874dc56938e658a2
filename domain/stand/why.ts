/** Why a stand owes what it owes: the same data speaks Chinese and English (`say-why.ts`). */
import type { IsoDate } from '../day.ts';

export interface WhyLine {
  readonly dutyId: string;
  readonly code: string;
  readonly state: string;
  /** What raised it: an anchor or a duty. */
  readonly cause: string;
  readonly since: IsoDate;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
  /** Clause and mark of the rule. */
  readonly clause: string;
  /** What time alone does next. */
  readonly next?: { readonly on: IsoDate; readonly what: string };
}
