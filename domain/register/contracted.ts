/** Whose the land of a stand is by contract, whatever it was split off from or has taken in since (decision 0025). */
import type { IsoDate } from '../day.ts';
import type { Contract, ContractDefault, JoinedLand, StandContracted } from './contract.ts';
import { nearest, partLine, splitLine, type Origins, type PartsKept, type PartStep } from './land-past.ts';

/** What is written down of lives. */
export interface ContractsKept {
  readonly origins: Origins;
  /** Of each life with a past, and of all in it. */
  readonly parts: PartsKept;
  /** Life → its first planting. */
  readonly plantedOn: ReadonlyMap<string, IsoDate>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly defaults: readonly (ContractDefault & { readonly lifeId: string })[];
}

/** Of a stand's own land its contract, or that of the land it was split off from; of land that joined it, that land's. */
export function contractedIn(kept: ContractsKept, lifeId: string): StandContracted {
  const line = splitLine(kept.origins, lifeId);
  const contract = nearest(line, kept.contracts);
  const defaults = kept.defaults.filter((said) => line.includes(said.lifeId));
  const joined = (kept.parts.get(lifeId) ?? []).flatMap(({ id }) => joinedLand(kept, lifeId, id) ?? []);
  return { ...(contract && { contract }), defaults, ...(joined.length > 0 && { joined }) };
}

function joinedLand(kept: ContractsKept, lifeId: string, partId: string): JoinedLand | undefined {
  const line = partLine(kept.origins, kept.parts, lifeId, partId);
  if (line.every(({ joinedOn }) => joinedOn === undefined)) return undefined;
  const signed = line.find((step) => isOfItsLand(step, kept.contracts.get(step.lifeId)));
  const contract = signed && kept.contracts.get(signed.lifeId);
  const plantedOn = line.flatMap((step) => kept.plantedOn.get(step.lifeId) ?? []).at(-1)!;
  const defaults = line.flatMap((step) => kept.defaults.flatMap((said) => defaultOn(step, said) ?? []));
  return { partId, plantedOn, defaults, ...(contract && { contract }) };
}

/** A contract is of the land that the stand had on the day it was signed. */
function isOfItsLand({ joinedOn }: PartStep, contract: Contract | undefined): boolean {
  return contract !== undefined && (joinedOn === undefined || joinedOn <= contract.signedOn);
}

/** The number of a part at the end of a duty's id; behind it stands a second of the same, where the number was taken. */
const OF_PART = /\.(p\d+)(?:\.r\d+)?$/;
const LAST_PART = /\.p\d+$/;

/** A default as it concerns the part: said of it by its number there, or of the whole before it was divided. */
function defaultOn(
  { lifeId, ids, joinedOn }: PartStep,
  said: ContractDefault & { readonly lifeId: string },
): ContractDefault | undefined {
  if (said.lifeId !== lifeId) return undefined;
  const [, part] = OF_PART.exec(said.dutyId) ?? [];
  const isOfPart = part === undefined ? joinedOn === undefined : ids.includes(part);
  return isOfPart ? { dutyId: said.dutyId.replace(LAST_PART, ''), on: said.on } : undefined;
}
