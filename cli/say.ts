/** Lines about what is being done, with the time of day; on standard error, so that output stays clean. */
export function say(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
}
