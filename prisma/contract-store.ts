/** Contracts of planting: their terms, the stands they cover, and defaults on single works. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import type { Contract, ContractDefault, StandContracted } from '../domain/register/contract.ts';
import { contractedIn } from '../domain/register/contracted.ts';
import { landLine } from '../domain/register/land-past.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import { besideStand, besideStands, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database } from './database.ts';
import type { PlantingContract } from './generated/client.ts';
import { landNowIn, originsOf, partsOf } from './lineage-store.ts';

/** Writes a contract with all stands it covers, in the place of what was written down under its number. */
export function writeContract(
  db: Database,
  { by, ...contract }: Contract & { readonly by: string },
  stands: readonly BesideStand[],
): Promise<Refusal | undefined> {
  const { contractNo, supplier = null, deductYuanPerMu = null } = contract;
  return besideStands(db, stands, async (tx) => {
    const lives = stands.map(({ lifeId }) => lifeId);
    const other = await tx.contractStand.findFirst({
      where: { lifeId: { in: lives }, contractNo: { not: contractNo } },
      include: { stand: { select: { standId: true } } },
    });
    if (other !== null) return refuse('CONTRACT_COVERS', { standId: other.stand.standId, met: other.contractNo });
    const terms = { ...contract, supplier, deductYuanPerMu, signedOn: dateOf(contract.signedOn), writtenBy: by };
    await tx.plantingContract.upsert({ where: { contractNo }, create: terms, update: terms });
    await tx.contractStand.deleteMany({ where: { contractNo } });
    await tx.contractStand.createMany({ data: lives.map((lifeId) => ({ lifeId, contractNo })) });
    return undefined;
  });
}

export interface NewDefault extends ContractDefault, BesideStand {
  readonly contractNo: string;
  readonly code: string;
  readonly areaM2: number;
  readonly paperNo: string;
  readonly by: string;
}

/** Said again, the latest day and paper count. */
export function writeDefault(db: Database, said: NewDefault): Promise<Refusal | undefined> {
  const { lifeId, standId, dutyId, on, by, ...row } = said;
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const data = { ...row, onDay: dateOf(on), writtenBy: by };
    const where = { lifeId_dutyId: { lifeId, dutyId } };
    await tx.contractDefault.upsert({ where, create: { lifeId, dutyId, ...data }, update: data });
    return undefined;
  });
}

/** A default that was said by mistake; of a stand that was split off, also one of its land before, for all of that land. */
export function revokeDefault(db: Database, stand: BesideStand, dutyId: string): Promise<Refusal | undefined> {
  const { lifeId, standId } = stand;
  return besideStand(db, stand, async (tx) => {
    const lives = landLine(await originsOf(tx, { lifeIds: [lifeId] }), lifeId);
    const { count } = await tx.contractDefault.deleteMany({ where: { lifeId: { in: [...lives] }, dutyId } });
    return count === 0 ? refuse('DEFAULT_UNKNOWN', { standId, met: dutyId }) : undefined;
  });
}

export interface ContractRow extends Contract {
  /** Open stands that it covers: those it names, and those that their land is in now. */
  readonly stands: readonly CoveredStand[];
}

interface CoveredStand {
  readonly standId: string;
  /** Of the first planting of the land that the contract was written for. */
  readonly plantedOn: IsoDate;
  /** By the last count that binds; absent = not counted. */
  readonly livePoints?: number;
  readonly basePoints?: number;
}

export async function contractNamed(db: Database, contractNo: string): Promise<ContractRow | Refusal> {
  const row = await db.prisma.plantingContract.findUnique({
    where: { contractNo },
    include: { stands: { select: { lifeId: true, stand: { select: { seed: true } } } } },
  });
  if (row === null) return refuse('CONTRACT_UNKNOWN', { met: contractNo });
  const { stands, ...terms } = row;
  const land = await landNowIn(
    db.prisma,
    stands.map(({ lifeId }) => lifeId),
  );
  const covered = await Promise.all(
    stands.map(({ lifeId, stand }) => {
      const lives = [lifeId, ...(land.get(lifeId) ?? []).map((now) => now.lifeId)];
      return coveredNow(db, lives, (stand.seed as unknown as StandSeed).planting.plantedOn);
    }),
  );
  const each = new Map(covered.flat().map((stand) => [`${stand.standId} ${stand.plantedOn}`, stand]));
  return { ...contractOf(terms), stands: [...each.values()].toSorted((a, b) => (a.standId < b.standId ? -1 : 1)) };
}

/** @param plantedOn - of the land that the contract was written for, whatever has joined it since */
async function coveredNow(db: Database, lives: readonly string[], plantedOn: IsoDate): Promise<CoveredStand[]> {
  const open = await db.prisma.stand.findMany({
    where: { closedOn: null, lifeId: { in: [...lives] } },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    select: { standId: true, livePoints: true, basePoints: true },
  });
  return open.map(({ standId, livePoints, basePoints }) => ({
    standId,
    plantedOn,
    ...(livePoints !== null && basePoints !== null && { livePoints, basePoints }),
  }));
}

/** Contracts of one life, or of all open stands of a county: life → whose its land is. */
export async function contractsOf(
  db: Database,
  of: { readonly lifeId: string } | { readonly countyCode: string },
): Promise<(lifeId: string) => StandContracted> {
  const origins = await originsOf(db.prisma, 'lifeId' in of ? { lifeIds: [of.lifeId] } : of);
  const past = [...origins.values()].flat().map(({ lifeId }) => lifeId);
  const where = { OR: [{ stand: of }, { lifeId: { in: [...new Set(past)] } }] };
  const covered = await db.prisma.contractStand.findMany({ where, include: { contract: true } });
  const contracts = new Map(covered.map(({ lifeId, contract }) => [lifeId, contractOf(contract)]));
  const rows = await db.prisma.contractDefault.findMany({ where });
  const defaults = rows.map(({ lifeId, dutyId, onDay }) => ({ lifeId, dutyId, on: dayOf(onDay) }));
  const land = await partsOf(db.prisma, [...new Set([...origins.keys(), ...past])]);
  return (lifeId) => contractedIn({ origins, ...land, contracts, defaults }, lifeId);
}

export interface Defaulted extends ContractDefault {
  readonly lifeId: string;
  readonly standId: string;
  readonly countyCode: string;
  readonly code: string;
  readonly areaM2: number;
  readonly contract: Contract;
}

/** Defaults on stands of a county, an import or certain lives, the earliest first; each once, whatever became of the land. */
export async function defaultsOf(
  db: Database,
  of: { readonly county?: string; readonly batch?: string; readonly lives?: readonly string[] },
): Promise<readonly Defaulted[]> {
  const { county, batch, lives } = of;
  const rows = await db.prisma.contractDefault.findMany({
    where: {
      ...(lives && { lifeId: { in: [...lives] } }),
      stand: {
        ...(county !== undefined && { countyCode: county }),
        ...(batch !== undefined && { importBatchId: batch }),
      },
    },
    orderBy: [{ onDay: 'asc' }, { lifeId: 'asc' }, { dutyId: 'asc' }],
    include: { contract: true, stand: { select: { standId: true, countyCode: true } } },
  });
  return rows.map(({ lifeId, dutyId, onDay, code, areaM2, contract, stand }) => ({
    ...stand,
    lifeId,
    dutyId,
    code,
    areaM2,
    on: dayOf(onDay),
    contract: contractOf(contract),
  }));
}

function contractOf({ signedOn, supplier, deductYuanPerMu, writtenBy: _, ...row }: PlantingContract): Contract {
  return {
    ...row,
    signedOn: dayOf(signedOn),
    ...(supplier !== null && { supplier }),
    ...(deductYuanPerMu !== null && { deductYuanPerMu }),
  };
}
