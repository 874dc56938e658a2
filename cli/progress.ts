/** Progress on long work, on standard error and only before a person: piped output stays clean. */
import cliProgress from 'cli-progress';

export interface Progress {
  readonly step: (done: number) => void;
  readonly end: () => void;
}

const SHOWN_AFTER_MS = 2000;

/** A bar that appears once the work has taken two seconds. */
export function progressOf(what: string, total: number): Progress {
  if (!process.stderr.isTTY) return { step: () => undefined, end: () => undefined };
  const bar = new cliProgress.SingleBar({
    format: `${what} {bar} {value}/{total} · {eta_formatted} left`,
    stream: process.stderr,
  });
  const since = Date.now();
  let shown = false;
  return {
    step(done) {
      if (!shown && Date.now() - since > SHOWN_AFTER_MS) {
        bar.start(total, done);
        shown = true;
      }
      if (shown) bar.update(done);
    },
    end() {
      if (shown) bar.stop();
    },
  };
}
