/** Where a rollover leads: another build's queue, or a fresh run on this one. */

/** A signal must never throw, whatever it carries: a failure in its handler would end the stand. */
export function targetOf(to: unknown): { readonly taskQueue?: string } {
  const taskQueue = typeof to === 'object' && to !== null && 'taskQueue' in to ? to.taskQueue : undefined;
  return typeof taskQueue === 'string' && taskQueue !== '' ? { taskQueue } : {};
}
