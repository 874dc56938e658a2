/** A legal deletion in the registers beside a stand: persons, and what else people wrote there themselves. */
import type { Queries } from './database.ts';

/** Stands where a word had to be: a number that was chosen may name a person. */
const ERASED = 'erased';

export async function eraseRegisters(tx: Queries, lifeId: string): Promise<void> {
  const where = { lifeId };
  await tx.standCase.updateMany({ where, data: { owner: null, openedBy: ERASED } });
  await tx.standCase.updateMany({ where: { lifeId, closedBy: { not: null } }, data: { closedBy: ERASED } });
  await tx.standCase.updateMany({ where: { lifeId, approvalNo: { not: null } }, data: { approvalNo: ERASED } });
  // A number that was chosen may name a person, and an archive without its stand's name is none.
  await tx.standArchive.deleteMany({ where });
  await tx.tenure.deleteMany({ where });
  await tx.standTownship.deleteMany({ where });
  await tx.careContract.deleteMany({ where });
  await tx.conversionParcel.deleteMany({ where });
  await tx.standInsurance.deleteMany({ where });
  await tx.insuredLoss.deleteMany({ where });
  await eraseContract(tx, lifeId);
}

/** A contract goes with the last of its stands: until then it is of others too. */
async function eraseContract(tx: Queries, lifeId: string): Promise<void> {
  await tx.contractDefault.deleteMany({ where: { lifeId } });
  const covered = await tx.contractStand.findUnique({ where: { lifeId } });
  if (covered === null) return;
  await tx.contractStand.delete({ where: { lifeId } });
  await tx.plantingContract.deleteMany({ where: { contractNo: covered.contractNo, stands: { none: {} } } });
}
