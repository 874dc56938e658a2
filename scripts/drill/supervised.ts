/** A process that is started again whenever it ends, as a service manager does it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export interface Supervised {
  /** SIGKILL; resolves once its successor has said that it is ready, or has done all it had to. */
  kill(): Promise<void>;
  /** Resolves when it has ended with exit code 0; rejects after the time, or where it was stopped. */
  finished(withinMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface Program {
  /** Compiled, as an absolute path. */
  readonly entry: string;
  /** Asked for anew at each start. */
  readonly order: () => object;
  readonly heard: (message: { readonly ready?: true } & object) => void;
}

const START_AGAIN_MS = 300;
const READY_WITHIN_MS = 120_000;

/** Resolves once it is ready for the first time. */
export async function supervise({ entry, order, heard }: Program): Promise<Supervised> {
  let child: ChildProcess;
  let starts = 0;
  let readyAt = 0;
  let isOver = false;
  const start = (): void => {
    starts += 1;
    const mine = starts;
    // As it is delivered, whatever loader its parent runs under.
    child = fork(entry, [JSON.stringify(order())], { stdio: 'ignore', execArgv: [] });
    child.on('message', (message) => {
      heard(message as object);
      if ('ready' in (message as object)) readyAt = mine;
    });
    child.on('exit', (code) => {
      if (code === 0) isOver = true;
      if (!isOver) setTimeout(() => isOver || start(), START_AGAIN_MS);
    });
  };
  const waitFor = async (there: () => boolean, withinMs: number, what: string) => {
    for (const until = Date.now() + withinMs; !there(); await pause(20))
      if (Date.now() > until) throw new Error(`waited ${withinMs / 1000} s for ${entry} ${what}`);
  };
  start();
  await waitFor(() => readyAt > 0 || isOver, READY_WITHIN_MS, 'to be ready');
  return {
    async kill() {
      const before = starts;
      child.kill('SIGKILL');
      await waitFor(() => readyAt > before || isOver, READY_WITHIN_MS, 'to be ready again');
    },
    finished: (withinMs) => waitFor(() => isOver, withinMs, 'to finish'),
    async stop() {
      isOver = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
