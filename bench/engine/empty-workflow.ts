/** The least a start can cost: begins, and ends in its first task. */
export async function emptyWorkflow(): Promise<void> {
  // Nothing to do.
}
