/** A problem of a policy before its line is known. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly met: string;
  readonly wanted: string;
}
