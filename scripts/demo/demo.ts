/** Lives the scenarios side by side, day by day, and holds what was written against what is expected. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { yearOf } from '../../domain/day.ts';
import { timelineOf } from '../../domain/stand/timeline.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { printWalk } from '../../cli/timeline-table.ts';
import type { Endpoints } from '../../embedded/endpoints.ts';
import { clausesOf } from '../../policies/clauses.ts';
import type { LoadedPolicy } from '../../policies/load.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import type { Database } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { comparisonOf } from './expectations.ts';
import { historySizes, uiLink } from './histories.ts';
import { report, reportingMs, type LivingStand } from './lives.ts';
import type { Scenario } from './scenarios.ts';
import { untilRunning, untilWritten } from './waiting.ts';

/** 140921 Dingxiang: east, normal zone. */
const COUNTY = '140921';

export interface DemoTools {
  readonly db: Database;
  readonly temporal: Client;
  readonly policy: LoadedPolicy;
  readonly endpoints: Endpoints;
}

export class Demo {
  private readonly tools: DemoTools;
  private readonly stands: StandClient;

  constructor(tools: DemoTools) {
    this.tools = tools;
    this.stands = createStandClient(tools);
  }

  /** @returns how many expectations did not hold */
  async live(scenarios: readonly Scenario[]): Promise<number> {
    const living = await this.plant(scenarios);
    let failed = 0;
    for (const [index, scenario] of scenarios.entries()) {
      await this.liveOne(scenario, living[index]!);
      failed += await this.tell(scenario, living[index]!);
    }
    console.log(failed === 0 ? 'Every date and verdict is the expected one.' : `${failed} expectations do not hold.`);
    return failed;
  }

  /** Through the import's transaction and the delivery, as every stand is started. */
  private async plant(scenarios: readonly Scenario[]): Promise<readonly LivingStand[]> {
    const { db, policy, temporal } = this.tools;
    const seeds = scenarios.map((scenario) => this.seedOf(scenario));
    const { zh, en } = policy.counties[COUNTY]!;
    await saveImport(db, {
      batch: {
        id: randomUUID(),
        kind: 'stands',
        fileName: 'demo',
        fileSha256: '0'.repeat(64),
        at: new Date().toISOString(),
        rows: seeds.length,
      },
      counties: [{ code: COUNTY, zh, en }],
      stands: seeds.map((seed) => ({ seed, code: seed.standId.slice(COUNTY.length + 1) })),
      surveys: [],
    });
    const living = seeds.map((seed) => ({ seed, workflowId: standWorkflowId(seed) }));
    for (const { workflowId } of living) await untilRunning(temporal, workflowId);
    return living;
  }

  private seedOf({ standNo, plantedOn, designed }: Scenario): StandSeed {
    const species = 'PINUS_TABULIFORMIS';
    return {
      lifeId: randomUUID(),
      standId: `${COUNTY}-${standNo}`,
      countyCode: COUNTY,
      workYear: yearOf(plantedOn),
      areaM2: 100_000,
      planting: { plantedOn, species, designedPoints: designed, plantedPoints: designed, nurseryYears: 2 },
      regime: resolveRegime(this.tools.policy, { countyCode: COUNTY, species, method: 'PLANTING', plantedOn }),
    };
  }

  private async liveOne(scenario: Scenario, stand: LivingStand): Promise<void> {
    const { temporal, db, policy } = this.tools;
    for (const step of scenario.steps) {
      const at = new Date(reportingMs(step.on, policy.timeZone)).toISOString();
      await fastForward(temporal, stand.workflowId, at);
      await report(this.stands, policy, stand, step);
      await untilWritten(this.stands, db, stand.workflowId);
    }
  }

  private async tell(scenario: Scenario, { seed, workflowId }: LivingStand): Promise<number> {
    const log = await standLog(this.tools.db, seed.lifeId);
    console.log(`${scenario.name}  ${scenario.title}`);
    printWalk(timelineOf(log.seed, log.turns, clausesOf(this.tools.policy)), 'en');
    const { runs, events, bytes } = await historySizes(this.tools.temporal, workflowId);
    console.log(
      `history: ${runs} runs, ${events} events, ${bytes} bytes   ${uiLink(this.tools.endpoints, workflowId)}`,
    );
    const { failed, lines } = comparisonOf(scenario, log);
    for (const line of lines) console.log(line);
    console.log('');
    return failed;
  }
}
