/** Why a stand owes what it owes, beside what somebody must see to. */
import { sayRefusal } from '../domain/errors.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { CountsOf } from '../domain/stand/behind.ts';
import { openFollowUps } from '../domain/stand/follow-ups.ts';
import { pastLimits } from '../domain/stand/past-limit.ts';
import { closedRefusal } from '../domain/stand/refusals.ts';
import { sayPastLimit, saySecond } from '../domain/stand/say-standing.ts';
import { sayFollowUp, sayWhy } from '../domain/stand/say-why.ts';
import { standingSeconds } from '../domain/stand/second-met.ts';
import type { StandState } from '../domain/stand/state.ts';
import { why } from '../domain/stand/why.ts';
import type { Database } from '../prisma/database.ts';
import { standState, type StandRow } from '../prisma/stand-store.ts';
import { surveysOf } from '../prisma/survey-store.ts';
import { claimsOn, type Claim } from './claims.ts';
import { clausesAtHand } from './clauses.ts';
import { printJson } from './output.ts';
import { sayLowered } from './say-payment.ts';
import { namesIn, rateOf, type ShowOptions } from './show-stand.ts';

/** What somebody must see to, then what is owed; data holds both in the same order. */
export async function showWhy(db: Database, stand: StandRow, options: ShowOptions): Promise<void> {
  const state = await standState(db, stand.lifeId);
  if (state === undefined) return options.json ? printJson([]) : console.log(nothingOwed(stand, options.lang));
  await showReasons(db, stand, state, options);
}

async function showReasons(
  db: Database,
  stand: StandRow,
  state: StandState,
  { json, lang }: ShowOptions,
): Promise<void> {
  const [clauses, counts] = [await clausesAtHand(db), await countsAtHand(db, stand)];
  const [followUps, claims] = [openFollowUps(state), await claimsOn(db, stand.lifeId)];
  const [past, lines] = [pastLimits(state, clauses), why(state, clauses, counts)];
  const seconds = standingSeconds(state, clauses, counts);
  if (json) return printJson([...followUps, ...claims.map(claimData), ...past, ...lines, ...seconds]);
  if (state.movedTo !== undefined) console.log(sayRefusal(closedRefusal(state), lang));
  else if (lines.length === 0) console.log(nothingOwed(stand, lang));
  for (const followUp of followUps) console.log(sayFollowUp(followUp, lang));
  for (const claim of claims) console.log(sayLowered(claim.tranche, claim, lang));
  const isInParts = state.parts.length > 1;
  for (const each of past) console.log(sayPastLimit(each, lang, isInParts));
  const nameOf = await namesIn(db, stand, lang);
  for (const line of lines) console.log(sayWhy(line, lang, nameOf));
  for (const second of seconds) console.log(saySecond(second, lang, isInParts));
}

function claimData({ tranche: { code, title }, loweredM2, loweredFen, by }: Claim) {
  return { claimBack: code, title, loweredM2, ...(loweredFen !== undefined && { loweredFen }), by };
}

/** Counts of whole surveys: one in pieces has its figures with each result. */
async function countsAtHand(db: Database, { lifeId }: StandRow): Promise<CountsOf> {
  const surveys = await surveysOf(db, lifeId);
  return (surveyId) => surveys.find(({ id }) => id === surveyId)?.counts;
}

/** Nothing owed is worth a reason, too: the last verdict, or that the life has not begun. */
function nothingOwed(stand: StandRow, lang: Language): string {
  const zh = lang === 'zh';
  if (stand.rev === 0) {
    return zh ? `${stand.standId}：工作流尚未启动。` : `${stand.standId}: its workflow has not begun yet.`;
  }
  const stage = label('stage', stand.stage, lang);
  const verdict =
    stand.verdict &&
    `${zh ? '，最近判定' : ', last verdict '}${label('verdict', stand.verdict, lang)} ${rateOf(stand)}`;
  return zh
    ? `${stand.standId}（${stage}）：目前没有未完成的任务${verdict ?? ''}。`
    : `${stand.standId} (${stage}) owes nothing at present${verdict ?? ''}.`;
}
