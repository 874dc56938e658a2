/** The stands that live in a drill, a generation at a time, and the client that lives them. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import type { ClientOrder, Heard } from './client-process.ts';
import { asleep, livesOf, toLive, type DrilledLife } from './lives.ts';
import type { Servers } from './servers.ts';
import { supervise, type Supervised } from './supervised.ts';

/** Stands are to be killed while they live, not while everything still starts up; a step may itself wait for a timeout. */
const MOVES_WITHIN_MS = 15_000;

const MOVED_AT_ONCE = 8;

/** So many of those that have slept through every kill are woken after the last one. */
const WOKEN = 10;

export interface GenerationOptions {
  readonly seed: number;
  readonly stands: number;
  readonly plantedIn: number;
  readonly folder: string;
  /** Folder of the compiled sources. */
  readonly programs: string;
}

/** A generation of stands and the client that lives it; what the client has done is remembered beyond its death. */
export class Generations {
  /** Of the generations before this one. */
  private readonly lived: DrilledLife[] = [];
  readonly wrongAnswers: string[] = [];
  generation = 0;
  private readonly options: GenerationOptions;
  private readonly servers: Servers;
  private client: Supervised | undefined;
  private present: readonly DrilledLife[] = [];
  private done: number[] = [];
  private living = 0;
  private heard = 0;

  constructor(options: GenerationOptions, servers: Servers) {
    this.options = options;
    this.servers = servers;
  }

  get isOver(): boolean {
    return this.stepsDone >= this.steps;
  }

  progress(): string {
    return `generation ${this.generation}: ${this.stepsDone} of ${this.steps} steps lived`;
  }

  private get livesFile(): string {
    return join(this.options.folder, `lives-${this.generation}.json`);
  }

  private get stepsDone(): number {
    return this.done.reduce((sum, steps) => sum + steps, 0);
  }

  private get steps(): number {
    return this.present.slice(0, this.living).reduce((sum, { told }) => sum + told.sent.length + 1, 0);
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
    this.lived.push(...this.present);
    const { seed, stands, plantedIn } = this.options;
    this.present = livesOf({ seed, stands, plantedIn, generation: this.generation });
    writeFileSync(this.livesFile, JSON.stringify(this.present.map(toLive)));
    await plant(this.servers.settings.databaseUrl, this.present);
    this.done = this.present.map(() => 0);
    this.living = this.present.length;
    return this.startClient();
  }

  /**
   * After the last kill: whatever was moved lives to its end, and some of those that were not. The others are left asleep:
   * to live on with nothing killed any more tells nothing of kills.
   */
  async rest(): Promise<Supervised> {
    await this.stop();
    const moved = this.done.findLastIndex((steps) => steps > 0) + 1;
    this.living = Math.min(moved + MOVED_AT_ONCE + WOKEN, this.present.length);
    return this.startClient();
  }

  /** All that were planted, each with what the rules make of as much of it as was lived. */
  get lives(): readonly DrilledLife[] {
    const { lived, present, living } = this;
    return [...lived, ...present.map((life, index) => (index < living ? life : asleep(life)))];
  }

  get leftAsleep(): number {
    return this.present.length - this.living;
  }

  stop(): Promise<void> {
    return this.client?.stop() ?? Promise.resolve();
  }

  private async startClient(): Promise<Supervised> {
    const { servers, options, livesFile: lives, living, present } = this;
    const { settings } = servers;
    this.client = await supervise({
      entry: join(options.programs, 'scripts', 'drill', 'client-process.js'),
      order: () => ({ settings, lives, done: this.done, living, atOnce: MOVED_AT_ONCE }) satisfies ClientOrder,
      heard: (message) => this.hear(message as Heard, present),
    });
    return this.client;
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
