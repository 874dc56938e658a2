/** Drafts of an import as the rows and commands they become. */
import { createHash, randomUUID } from 'node:crypto';
import type { IsoDate } from '../domain/day.ts';
import type { Regime } from '../domain/policy/regime.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import type { PackedRows } from '../imports/packed-rows.ts';
import type { StandDraft } from '../imports/stands.ts';
import type { SurveyDraft } from '../imports/survey-draft.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { resolveRegime } from '../policies/resolve.ts';
import type { StandForSurvey } from '../prisma/import-lookups.ts';
import type { Counted, NewSurvey } from '../prisma/import-store.ts';
import type { NewStand } from '../prisma/stand-rows.ts';

interface Rules {
  readonly policy: LoadedPolicy;
  readonly goLiveOn?: IsoDate;
}

/** Made one by one as they are written. */
export function standsOf(drafts: PackedRows<StandDraft>, rules: Rules): Counted<NewStand> {
  const regimeOf = regimeFinder(rules.policy);
  return {
    length: drafts.length,
    *[Symbol.iterator]() {
      for (const draft of drafts) yield newStand(draft, regimeOf(draft), rules.goLiveOn);
    },
  };
}

/** Stands of one county, species and day share one regime, and so do all heights that make no other one. */
function regimeFinder(policy: LoadedPolicy): (draft: StandDraft) => Regime {
  const byFacts = new Map<string, Regime>();
  const byContent = new Map<string, Regime>();
  return ({ countyCode, planting: { species, plantedOn }, method, altitudeM }) => {
    const facts = { countyCode, species, method, plantedOn, ...(altitudeM !== undefined && { altitudeM }) };
    const key = JSON.stringify(facts);
    const known = byFacts.get(key);
    if (known !== undefined) return known;
    const resolved = resolveRegime(policy, facts);
    const content = JSON.stringify(resolved);
    const regime = byContent.get(content) ?? resolved;
    byFacts.set(key, regime);
    byContent.set(content, regime);
    return regime;
  };
}

function newStand(draft: StandDraft, regime: Regime, goLiveOn: IsoDate | undefined): NewStand {
  const {
    row,
    countyCode,
    code,
    planting,
    outline,
    name,
    owner,
    crs,
    workYear,
    areaM2,
    altitudeM,
    method,
    commencedOn,
    others,
  } = draft;
  const seed: StandSeed = {
    lifeId: randomUUID(),
    standId: `${countyCode}-${code}`,
    countyCode,
    workYear,
    areaM2,
    ...(altitudeM !== undefined && { altitudeM }),
    ...(method !== 'PLANTING' && { method }),
    ...(commencedOn !== undefined && { commencedOn }),
    planting,
    regime,
    ...(goLiveOn !== undefined && { goLiveOn }),
  };
  const { geometry, box, areaM2: drawnM2 } = outline ?? {};
  return {
    seed,
    code,
    ...(name !== undefined && { name }),
    ...(owner !== undefined && { owner }),
    ...(others && { source: { row, columns: others } }),
    ...(geometry && box && { geometry: { geometry, areaM2: drawnM2 || areaM2, box, crs } }),
  };
}

/** The same count is the same command, whichever file brings it. */
export function newSurvey(draft: SurveyDraft, stand: StandForSurvey): NewSurvey {
  const { row, capturedOn, counts, plots, warnings } = draft;
  const content = JSON.stringify([stand.lifeId, capturedOn, counts, plots]);
  const digest = createHash('sha256').update(content).digest('hex');
  const commandId = `import-${digest.slice(0, 24)}`;
  return {
    lifeId: stand.lifeId,
    workflowId: standWorkflowId(stand),
    plots,
    row,
    command: {
      commandId,
      digest: digest.slice(0, 12),
      by: 'import',
      surveyId: commandId,
      capturedOn,
      counts,
      plots: plots.length,
      ...(warnings.length > 0 && { warnings }),
    },
  };
}
