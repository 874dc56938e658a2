/** What a stand hears: commands as updates, what operators and gates tell as signals, looks as queries. */
import * as wf from '@temporalio/workflow';
import { failure } from '../contract/failure.ts';
import {
  COMMAND_UPDATES,
  gateLiftedSignal,
  nudgeSignal,
  rolloverSignal,
  standInputQuery,
  standViewQuery,
  unparkSignal,
  whyQuery,
} from '../contract/stand-messages.ts';
import { NO_CLAUSES } from '../domain/policy/clauses.ts';
import type { SentCommand } from '../domain/stand/command.ts';
import { why } from '../domain/stand/why.ts';
import { targetOf } from './rollover.ts';
import { carriedOver, type StandRun } from './stand-run.ts';
import { viewOf } from './stand-view.ts';
import { refusalFor, takeCommand, takeTold } from './take.ts';

/** Handlers are synchronous and set before the first wait, so no two of them interleave and none is missed. */
export function listen(run: StandRun): void {
  for (const update of COMMAND_UPDATES) {
    const commandOf = (body: object) => ({ ...body, type: update.name }) as SentCommand;
    wf.setHandler(update, (body) => takeCommand(run, commandOf(body)), {
      validator(body) {
        const refusal = refusalFor(run, commandOf(body));
        if (refusal !== undefined) throw failure(refusal);
      },
    });
  }
  wf.setHandler(rolloverSignal, (to) => {
    run.rollTo = targetOf(to);
  });
  wf.setHandler(unparkSignal, () => {
    run.unpark = run.parked !== undefined;
  });
  wf.setHandler(gateLiftedSignal, () => takeTold(run, { type: 'gateLifted' }));
  wf.setHandler(nudgeSignal, () => {
    run.nudged = true;
  });
  wf.setHandler(standViewQuery, () => viewOf(run));
  wf.setHandler(standInputQuery, () => carriedOver(run));
  wf.setHandler(whyQuery, () => why(run.state, NO_CLAUSES));
}
