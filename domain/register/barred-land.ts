/** Land that is not planted with trees: farmland, and what another project holds. */

/** 耕地, 永久基本农田, 其他项目图斑. */
export const LAND_KINDS = ['FARMLAND', 'BASIC_FARMLAND', 'PROJECT'] as const;
export type LandKind = (typeof LAND_KINDS)[number];

/** Shares of the stand's own area, above 0 and up to 1. */
export interface LandLimits {
  /** From here on a remark: a border drawn twice. */
  readonly noteShare: number;
  /** From here on the stand is blocked. */
  readonly barShare: number;
}

export type LandRules = Readonly<Record<LandKind, LandLimits>>;

/**
 * What becomes of a stand of which this share lies on barred land; no mapping file moves these limits.
 *
 * @example landGrade(0.04, { noteShare: 0.01, barShare: 0.05 }) // 'note'
 */
export function landGrade(share: number, { noteShare, barShare }: LandLimits): 'bar' | 'note' | undefined {
  if (share >= barShare) return 'bar';
  return share >= noteShare ? 'note' : undefined;
}
