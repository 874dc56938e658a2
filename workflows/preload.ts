/**
 * Loaded once for all workflows of a worker, and frozen: otherwise each run that is not cached evaluates the rules anew,
 * before its first command and at every replay, and luxon alone costs 70 KB of heap in each. What is shared must hold
 * nothing of a run: the rules are pure, and what they remember is asked for by the very state it belongs to.
 *
 * Naming the package luxon itself as a preload module does nothing, for webpack drops bare imports of side-effect-free
 * packages.
 */
// For the stack-trace query the SDK writes down where each promise was made, and looks up every frame of it in the source
// map: with the usual ten frames that is a quarter of a stand's first task. Five reach from the SDK's wait into our own code.
Object.assign(Error, { stackTraceLimit: 5 });

export { DateTime } from 'luxon';
export { decide } from '../domain/stand/decide.ts';
export { deedOf } from '../domain/stand/deed-of.ts';
export { malformed } from '../domain/stand/guards.ts';
export { nextDue } from '../domain/stand/next-due.ts';
export { answerTo } from '../domain/stand/seen.ts';
export { why } from '../domain/stand/why.ts';
