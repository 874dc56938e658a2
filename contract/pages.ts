/** How many events make a history long enough for a fresh run: where a season or stage begins, and in any case. */
export interface Pages {
  readonly season: number;
  readonly most: number;
}

/**
 * A fresh run carries state and rules over, twice: worth it every two or three years. Replaying 800 events, some five
 * stand-years, takes two tenths of a second. Every input says it, so that other numbers never change a run that is open.
 */
export const PAGES: Pages = { season: 400, most: 800 };
