/** A Temporal server that can be started here. */
export interface TemporalEngine {
  /** `built`: the server alone, data in PostgreSQL (tests: SQLite). `cli`: `temporal server start-dev`, data in SQLite. */
  readonly kind: 'built' | 'cli';
  readonly version: string;
  /** The program to run. */
  readonly command: string;
}

export type EngineName = Pick<TemporalEngine, 'kind' | 'version'>;
