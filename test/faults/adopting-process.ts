/** Somebody who orders an adoption, to be killed: hangs within the transaction after so many stands. `argv[2]` is its order as JSON. */
import { writeSync } from 'node:fs';
import { isRefusal } from '../../domain/errors.ts';
import { rulesForStand } from '../../policies/rules-for-stand.ts';
import { openDatabase } from '../../prisma/database.ts';
import { saveAdoption, type NewAdoption } from '../../prisma/adoption-store.ts';
import { EARLIER_CHECKS } from '../support/policy-versions.ts';

const order = JSON.parse(process.argv[2]!) as { url: string; adoption: NewAdoption; hangsAfter: number };
let told = 0;
await saveAdoption(openDatabase(order.url), order.adoption, ({ state }) => {
  told += 1;
  if (told > order.hangsAfter) {
    writeSync(1, 'half\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  const rules = rulesForStand(EARLIER_CHECKS, state);
  if (isRefusal(rules)) return rules;
  return { commandId: `adopt-${order.adoption.id}`, digest: 'd', by: 'm', rules };
});
