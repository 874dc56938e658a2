/** What waits for more than a day: reported, for trying again is what the delivery does all the time. */
import type { SweepRound, Sweeps } from '../contract/sweep.ts';
import type { Database } from '../prisma/database.ts';
import { keepFinding, type Found } from '../prisma/sweep-store.ts';
import { waitingMessages, waitingSurveys, type WaitingMessage, type WaitingSurvey } from '../prisma/sweep-waiting.ts';
import { inPages, keyAfter } from './sweep-rounds.ts';

const ROWS_A_PAGE = 100;

interface WaitingDeps {
  readonly db: Database;
  readonly stopping: AbortSignal;
}

export function lookAtWaiting({ db, stopping }: WaitingDeps): Pick<Sweeps, 'lookAtMessages' | 'lookAtSurveys'> {
  const pageOf = ({ at, on }: SweepRound, after: string | undefined) => ({
    at,
    on,
    size: ROWS_A_PAGE,
    ...(after !== undefined && { after }),
  });
  const keep = async (round: SweepRound, found: readonly Found[]) => {
    for (const each of found) await keepFinding(db.prisma, round, each);
    return found.length;
  };
  return {
    lookAtMessages: (round) =>
      inPages(round, stopping, async (after) => {
        const waiting = await waitingMessages(db, pageOf(round, after));
        const looked = await keep(round, waiting.map(messageFinding));
        return { looked, after: keyAfter(waiting, ROWS_A_PAGE, ({ id }) => id) };
      }),
    lookAtSurveys: (round) =>
      inPages(round, stopping, async (after) => {
        const waiting = await waitingSurveys(db, pageOf(round, after));
        const looked = await keep(round, waiting.map(surveyFinding));
        return { looked, after: keyAfter(waiting, ROWS_A_PAGE, ({ lifeId, id }) => `${lifeId}/${id}`) };
      }),
  };
}

function messageFinding({ id, kind, at, attempts, lastError }: WaitingMessage): Found {
  const why = lastError === null ? '' : `; last: ${lastError}`;
  const found = `${kind} of ${at.toISOString()} was tried ${attempts} times${why}`;
  return { kind: 'MESSAGE_WAITS', subject: id, found, repaired: false };
}

function surveyFinding({ lifeId, id, stagedAt, stand }: WaitingSurvey): Found {
  const subject = `${stand.workflowId} survey ${id}`;
  const found = `staged on ${stagedAt.toISOString()}, neither recorded nor refused`;
  return { kind: 'SURVEY_WAITS', subject, lifeId, found, repaired: false };
}
