/** Domain values in JSON columns: readonly arrays and records are plain JSON, which the generated types do not see. */
import type { Prisma } from './generated/client.ts';

export function asJson(value: object): Prisma.InputJsonObject {
  return value;
}
