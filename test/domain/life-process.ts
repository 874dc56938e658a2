/** Run in a process of its own, whose zone is another than the stand's: prints what it says of days, and a whole life. */
import { localDay, localHour, momentOf, momentOfDay, startOfDayMs } from '../../domain/calendar.ts';
import { goldenLives } from '../golden/lives.ts';

const ZONE = 'Asia/Shanghai';
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const MIDNIGHTS = ['2026-08-31', '2028-02-28', '2028-02-29', '2026-12-31', '2026-03-08', '2026-11-01'].flatMap((on) => [
  `${on}T15:59:59.999Z`,
  `${on}T16:00:00.000Z`,
]);

console.log(
  JSON.stringify({
    // Of the process: that it differs shows that the zone was taken.
    ownHour: new Date('2026-08-31T16:00:00.000Z').getHours(),
    days: MIDNIGHTS.map((at) => [at, localDay(at, ZONE), localHour(at, ZONE), momentOf(Date.parse(at), ZONE).on]),
    starts: ['2026-09-01', '2028-02-29', '2028-03-01'].map((on) => [
      new Date(startOfDayMs(on, ZONE)).toISOString(),
      momentOfDay(on, ZONE, 17).at,
    ]),
    // The children of a split are named at random.
    lives: [...goldenLives()].map(([name, text]) => [name, text.replaceAll(UUID, 'life')]),
  }),
);
