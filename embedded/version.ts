/** The first version in a program's words, as numbers. @example versionIn('go version go1.26.8 linux/amd64') // [1, 26, 8] */
export function versionIn(text: string): [number, number, number] | undefined {
  const [, major, minor, patch] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch ?? 0)];
}

/** True when the version is the wanted one or newer. */
export function isAtLeast(met: readonly number[], wanted: string): boolean {
  const want = versionIn(wanted) ?? [0, 0, 0];
  const different = want.findIndex((part, index) => part !== met[index]);
  return different === -1 || (met[different] ?? 0) > (want[different] ?? 0);
}
