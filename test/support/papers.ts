/** What the rules of Xinzhou ask for with a planting, of stock grown in Dingxiang. */
export const STOCK_PAPERS = {
  licence: 'SX-17',
  quarantine: 'Q-88',
  label: 'B-301',
  quality: 'A-5',
  provenance: '140921',
  quantity: '2500',
} as const;
