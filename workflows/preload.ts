/**
 * Loaded once for all workflows of a worker, and frozen: otherwise each run that is not cached evaluates the whole bundle
 * anew, before its first command and at every replay: luxon alone costs 70 KB of heap in each. What is shared must hold
 * nothing of a run: the workflows keep all in their run, the rules are pure, and what they remember is asked for by the
 * very state it belongs to.
 */
// For the stack-trace query the SDK writes down where each promise was made, and looks up every frame of it in the source
// map: with the usual ten frames that is a quarter of a stand's first task. Five reach from the SDK's wait into our own code.
Object.assign(Error, { stackTraceLimit: 5 });

export * from './index.ts';
