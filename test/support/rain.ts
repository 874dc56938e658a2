/** The Xinzhou policy as it would be if the rain of its counties were known: every county with the same. */
import type { LoadedPolicy } from '../../policies/load.ts';
import { XINZHOU } from './regimes.ts';

/** @param rainMm - 30-year mean */
export function rainyPolicy(rainMm: number): LoadedPolicy {
  const counties = Object.entries(XINZHOU.counties).map(([code, county]) => [code, { ...county, rainMm }]);
  return { ...XINZHOU, counties: Object.fromEntries(counties) };
}
