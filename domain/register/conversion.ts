/** Parcels that were farmland (退耕还林): accepted each of the first years, then put right in the land register. */
import { dayInYear, yearOf, type IsoDate, type MonthDay } from '../day.ts';

export interface ConversionRules {
  /** Years of acceptance, one a year from the year after the planting on. */
  readonly acceptances: number;
  /** Last day of a task in its year. */
  readonly dueBy: MonthDay;
  /** Year after the planting in which land use and certificate are put right. */
  readonly registerYear: number;
}

export interface ConversionTask {
  /** `acceptance1` …, `landUse` 地类变更, `certificate` 不动产变更登记. */
  readonly task: string;
  readonly dueOn: IsoDate;
  readonly doneOn?: IsoDate;
}

/**
 * All tasks of a parcel, the earliest due first.
 *
 * @param done - task → day of it
 * @example conversionTasks('2026-04-10', new Map(), rules)[0] // { task: 'acceptance1', dueOn: '2027-11-30' }
 */
export function conversionTasks(
  plantedOn: IsoDate,
  done: ReadonlyMap<string, IsoDate>,
  { acceptances, dueBy, registerYear }: ConversionRules,
): readonly ConversionTask[] {
  const dueIn = (years: number) => dayInYear(yearOf(plantedOn) + years, dueBy);
  const accepted = Array.from({ length: acceptances }, (_, index) => ({
    task: `acceptance${index + 1}`,
    dueOn: dueIn(index + 1),
  }));
  const registered = ['landUse', 'certificate'].map((task) => ({ task, dueOn: dueIn(registerYear) }));
  return [...accepted, ...registered].map((each) => {
    const doneOn = done.get(each.task);
    return { ...each, ...(doneOn !== undefined && { doneOn }) };
  });
}
