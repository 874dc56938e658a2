/** A re-establishment carries its new planting, and the rules of its own planting day. */
import { isIsoDate } from '../domain/day.ts';
import type { Language } from '../domain/language.ts';
import type { SubmitWork } from '../domain/stand/command.ts';
import type { Part } from '../domain/stand/state.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import type { TaskRow } from '../prisma/task-store.ts';
import { regimesFor } from './life.ts';
import { policyOf } from './policy-named.ts';
import { keepShipped } from './publish-policy.ts';
import { speciesNamed } from './species.ts';
import { partOfTask } from './task-part.ts';

export interface DesignOptions {
  readonly done: string;
  readonly designed?: number;
  readonly planted?: number;
  /** Any name the policy knows; absent = the species of the part before. */
  readonly species?: string;
  readonly nurseryYears?: number;
  readonly lang?: Language;
}

/**
 * What the options leave out stays as it was; a day that does not exist is left for the stand to refuse. The text of its
 * rules is kept before the stand hears of them: whoever is killed in between leaves at most a text that ships and that no
 * stand lives by, never a stand whose text is kept nowhere.
 *
 * @throws CommandError where the policy's text cannot be kept
 */
export async function newDesign(
  db: Database,
  task: TaskRow,
  options: DesignOptions,
): Promise<Pick<SubmitWork, 'planting' | 'regime'>> {
  const about = await partOfTask(db, task);
  if (about === undefined || !isIsoDate(options.done)) return {};
  const policy = await policyOf(db, about.regime);
  const planting = plantingOf(about.part, options, policy);
  await keepShipped(db, policy, options.lang);
  return { planting, regime: regimesFor(policy, about.state.seed)(planting) };
}

function plantingOf(before: Part, options: DesignOptions, policy: LoadedPolicy) {
  const nurseryYears = options.nurseryYears ?? before.nurseryYears;
  const designedPoints = options.designed ?? before.designedPoints;
  return {
    plantedOn: options.done,
    species: options.species === undefined ? before.species : speciesNamed(policy, options.species),
    designedPoints,
    plantedPoints: options.planted ?? designedPoints,
    ...(nurseryYears !== undefined && { nurseryYears }),
  };
}
