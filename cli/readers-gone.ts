/** A reader that has seen enough, as `| head`, takes nothing from a command: it goes on to its end, with its exit code. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
