/**
 * Loaded once for all cached workflows: luxon costs 70 KB of heap in each otherwise. Naming the package
 * itself as a preload module does nothing, for webpack drops bare imports of side-effect-free packages.
 */
export { DateTime } from 'luxon';
