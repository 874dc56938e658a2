/** Days before a planting: its site prepared (M0a), its stock arrived (M0b, ruling 24). */
import { refuse, type Refusal } from '../errors.ts';
import type { DutySpec } from '../policy/regime.ts';
import type { SubmitWork } from './command.ts';
import { plantedOrBegun } from './duties.ts';
import type { Duty, Part, Planting, StandState } from './state.ts';

export type Ready = Pick<Planting, 'preparedOn' | 'stockOn'>;

/** Site and stock are ready by the planting; no other work has such days. */
export function readyFault(command: SubmitWork, { id }: Duty, { kind }: DutySpec): Refusal | undefined {
  for (const field of ['preparedOn', 'stockOn'] as const) {
    const met = command[field];
    if (met === undefined) continue;
    const wanted = kind === 'planting' ? `a day up to the planting ${command.doneOn}` : `none: ${id} is no planting`;
    if (kind !== 'planting' || met > command.doneOn) return refuse('COMMAND_MALFORMED', { field, met, wanted });
  }
  return undefined;
}

/** Of a report; days that are not told are left out. */
export function readied({ preparedOn, stockOn }: SubmitWork): Ready {
  return { ...(preparedOn !== undefined && { preparedOn }), ...(stockOn !== undefined && { stockOn }) };
}

/** Site prepared (M0a) and stock on arrival (M0b), of the planting that a part has. */
export function readiedFor({ seed }: Pick<StandState, 'seed'>, part: Part): Ready {
  return plantedOrBegun({ seed }, part) === seed.planting.plantedOn ? seed.planting : part;
}
