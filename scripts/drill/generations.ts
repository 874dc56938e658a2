/** The stands that live in a drill, a generation at a time, and the client that lives them. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import type { Heard } from './client-process.ts';
import { livesOf, type DrilledLife } from './lives.ts';
import type { Servers } from './servers.ts';
import { supervise, type Supervised } from './supervised.ts';

/** Stands are to be killed while they live, not while everything still starts up; a step may itself wait for a timeout. */
const MOVES_WITHIN_MS = 15_000;

export interface GenerationOptions {
  readonly seed: number;
  readonly stands: number;
  readonly plantedIn: number;
  /** Folder of the compiled sources. */
  readonly programs: string;
}

/** A generation of stands and the client that lives it; what the client has done is remembered beyond its death. */
export class Generations {
  readonly lives: DrilledLife[] = [];
  readonly wrongAnswers: string[] = [];
  generation = 0;
  private readonly options: GenerationOptions;
  private readonly servers: Servers;
  private client: Supervised | undefined;
  private done: number[] = [];
  private steps = 0;
  private heard = 0;

  constructor(options: GenerationOptions, servers: Servers) {
    this.options = options;
    this.servers = servers;
  }

  get isOver(): boolean {
    return this.done.reduce((sum, steps) => sum + steps, 0) >= this.steps;
  }

  progress(): string {
    const done = this.done.reduce((sum, steps) => sum + steps, 0);
    return `generation ${this.generation}: ${done} of ${this.steps} steps lived`;
  }

  /** Waits for the next step of any stand. */
  async moving(): Promise<void> {
    const { heard } = this;
    for (const until = Date.now() + MOVES_WITHIN_MS; this.heard === heard && !this.isOver; await pause(20))
      if (Date.now() > until) return;
  }

  /** Plants the next stands as an import does, and starts their client. */
  async next(): Promise<Supervised> {
    await this.stop();
    this.generation += 1;
    const { seed, stands, plantedIn } = this.options;
    const asked = { seed, stands, plantedIn, generation: this.generation };
    const lives = livesOf(asked);
    await plant(this.servers.settings.databaseUrl, lives);
    this.lives.push(...lives);
    this.done = lives.map(() => 0);
    this.steps = lives.reduce((sum, { told }) => sum + told.sent.length + 1, 0);
    const { settings } = this.servers;
    this.client = await supervise({
      entry: join(this.options.programs, 'scripts', 'drill', 'client-process.js'),
      order: () => ({ settings, asked, done: this.done }),
      heard: (message) => this.hear(message as Heard, lives),
    });
    return this.client;
  }

  stop(): Promise<void> {
    return this.client?.stop() ?? Promise.resolve();
  }

  private hear(heard: Heard, lives: readonly DrilledLife[]): void {
    this.heard += 1;
    if ('done' in heard) this.done[heard.stand] = heard.done;
    if ('told' in heard)
      this.wrongAnswers.push(`${lives[heard.stand]!.workflowId}: ${heard.met}; wanted: ${heard.told}`);
  }
}

async function plant(databaseUrl: string, lives: readonly DrilledLife[]): Promise<void> {
  const db = openDatabase(databaseUrl);
  const at = new Date().toISOString();
  try {
    await saveImport(db, {
      batch: {
        id: randomUUID(),
        kind: 'stands',
        fileName: 'drill',
        fileSha256: '0'.repeat(64),
        at,
        rows: lives.length,
      },
      counties: [{ code: '140921', zh: '定襄县', en: 'Dingxiang' }],
      stands: lives.map(({ life: { seed } }) => ({ seed, code: seed.standId.split('-')[1]! })),
      surveys: [],
    });
  } finally {
    await db.close();
  }
}
