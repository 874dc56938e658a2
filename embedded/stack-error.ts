/** Why the servers of the embedded mode cannot be had: one line that names the thing, what was met and what is wanted. */
export class StackError extends Error {
  override readonly name: string = 'StackError';
}

/** A port was free when it was chosen and taken when the server came to it; another try helps. */
export class PortTakenError extends StackError {}

/** No other way of getting the same thing helps against it. */
export class DiskFullError extends StackError {}

/**
 * The operating system's refusal in one clear line; anything else comes back untouched, so that a bug keeps its stack.
 *
 * @param doing - what was being done, as in "starting PostgreSQL"
 */
export function asStackError(error: unknown, doing: string): unknown {
  if (error instanceof StackError) return error;
  const { code, path, address, port } = (error ?? {}) as NodeJS.ErrnoException & { address?: string; port?: number };
  // 53100 is PostgreSQL's own word for it.
  if (code === 'ENOSPC' || code === '53100') {
    return new DiskFullError(`disk full while ${doing}${path ? ` (${path})` : ''}; wanted: free space there`);
  }
  if (port !== undefined) {
    return new StackError(
      `port ${address}:${port} was refused while ${doing} (${code}); wanted: leave to listen on it`,
    );
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new StackError(`${path} is a file or lies under one (${code}, while ${doing}); wanted: a folder`);
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new StackError(
      `${path ?? 'the folder'} is not writable while ${doing} (${code}); wanted: a folder you may write to`,
    );
  }
  return error;
}
