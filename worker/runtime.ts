/** The SDK's runtime: its own signal handlers stay away, and what it logs goes where we say, its native core included. */
import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogLevel } from '@temporalio/worker';

/** One line an entry: time, level, message and what belongs to it. */
type Write = (line: string) => void;

export function installRuntime(level: LogLevel, write: Write): void {
  const logger = new DefaultLogger(level, ({ timestampNanos, level: met, message, meta }) => {
    const at = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    write(`${at} ${met} ${message}${meta === undefined ? '' : ` ${JSON.stringify(meta)}`}`);
  });
  const filter = makeTelemetryFilterString({ core: level, other: 'ERROR' });
  Runtime.install({ shutdownSignals: [], logger, telemetryOptions: { logging: { filter, forward: {} } } });
}
