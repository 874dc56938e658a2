/** What `doctor` looked at, what it met there, and what it wanted. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly met: string;
  readonly wanted: string;
}
