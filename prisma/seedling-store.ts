/** Orders of seedlings: written once, cancelled at most. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import type { SeedlingOrder } from '../domain/register/seedling-demand.ts';
import { dateOf, dayOf, type Database } from './database.ts';
import type { SeedlingOrder as Row } from './generated/client.ts';
import { ensureCounties, type CountyName } from './org-store.ts';

export interface OrderRow extends SeedlingOrder {
  readonly id: number;
  readonly countyCode: string;
  readonly year: number;
  readonly orderedOn: IsoDate;
  readonly orderNo?: string;
  readonly by: string;
  readonly cancelledOn?: IsoDate;
}

export type NewOrder = Omit<OrderRow, 'id' | 'countyCode' | 'cancelledOn'> & { readonly county: CountyName };

export function orderSeedlings(db: Database, order: NewOrder): Promise<OrderRow> {
  const { county, orderedOn, by, stockAge = null, orderNo = null, ...said } = order;
  return db.prisma.$transaction(async (tx) => {
    await ensureCounties(tx, [county]);
    const row = { ...said, countyCode: county.code, orderedOn: dateOf(orderedOn), orderedBy: by, stockAge, orderNo };
    return rowOf(await tx.seedlingOrder.create({ data: row }));
  });
}

/** Cancelled twice it stays cancelled since the first day. */
export function cancelOrder(db: Database, id: number, on: IsoDate): Promise<OrderRow | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    const { count } = await tx.seedlingOrder.updateMany({
      where: { id, cancelledOn: null },
      data: { cancelledOn: dateOf(on) },
    });
    const row = await tx.seedlingOrder.findUnique({ where: { id } });
    if (row === null) return refuse('ORDER_UNKNOWN', { met: id });
    return count === 0 ? refuse('ORDER_CANCELLED', { orderId: id, met: dayOf(row.cancelledOn!) }) : rowOf(row);
  });
}

/** Orders of a county and year that stand, in the order they were given. */
export async function ordersFor(db: Database, county: string, year: number): Promise<readonly OrderRow[]> {
  const rows = await db.prisma.seedlingOrder.findMany({
    where: { countyCode: county, year, cancelledOn: null },
    orderBy: { id: 'asc' },
  });
  return rows.map(rowOf);
}

function rowOf({ stockAge, orderedOn, orderedBy, orderNo, cancelledOn, ...row }: Row): OrderRow {
  return {
    ...row,
    ...(stockAge !== null && { stockAge }),
    orderedOn: dayOf(orderedOn),
    ...(orderNo !== null && { orderNo }),
    by: orderedBy,
    ...(cancelledOn !== null && { cancelledOn: dayOf(cancelledOn) }),
  };
}
