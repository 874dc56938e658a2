/** Payments: a wrong tranche is named, for money follows from it. */
import type { Finding } from './finding.ts';
import { measuresOf, valuesOf } from './check-lines.ts';
import { oneOf, referenceProblem } from './check-names.ts';
import type { Policy } from './schema.ts';

type Scheme = Policy['payments'][string];
type WrittenTranche = Scheme['tranches'][string];
type WrittenGate = Pick<WrittenTranche, 'gate' | 'leastRate'>;

export function paymentProblems(policy: Policy): Finding[] {
  return Object.entries(policy.payments).flatMap(([code, scheme]) =>
    schemeProblems(policy, scheme, ['payments', code]),
  );
}

function schemeProblems(policy: Policy, scheme: Scheme, path: Finding['path']): Finding[] {
  const tranches = Object.entries(scheme.tranches);
  return [
    ...priceProblems(policy, scheme.yuanPerMu, [...path, 'yuanPerMu']),
    ...wholeProblems(scheme, path),
    ...tranches.flatMap(([code, tranche]) => trancheProblems(policy, tranche, [...path, 'tranches', code])),
  ];
}

/** Half of a payment that is nobody's, or one and a half, is noticed at the scheme. */
function wholeProblems({ tranches }: Scheme, path: Finding['path']): Finding[] {
  const percents = Object.values(tranches).map(({ percent }) => percent);
  const hundredths = percents.reduce((sum, percent) => sum + Math.round(percent * 100), 0);
  return hundredths === 10_000
    ? []
    : [
        {
          path: [...path, 'tranches'],
          met: `${percents.join(' + ') || 'nothing'} per cent`,
          wanted: '100 per cent in all',
        },
      ];
}

/** A table of prices holds numbers alone. */
function priceProblems(policy: Policy, price: Scheme['yuanPerMu'], path: Finding['path']): Finding[] {
  if (typeof price !== 'string') return [];
  const name = price.slice(1);
  const rows = (policy.let[name] ?? []).flatMap(({ is }, index) =>
    typeof is === 'number' && is > 0
      ? []
      : [{ path: ['let', name, index, 'is'], met: JSON.stringify(is), wanted: 'yuan for a mu, above 0' }],
  );
  return [...referenceProblem(policy, path, price), ...rows];
}

function trancheProblems(policy: Policy, tranche: WrittenTranche, path: Finding['path']): Finding[] {
  const { holdback } = tranche;
  const at = [...path, 'holdback'];
  return [
    ...gateProblems(policy, tranche, path),
    ...(holdback === undefined ? [] : gateProblems(policy, holdback, at)),
    ...(holdback?.percent === 100
      ? [
          {
            path: [...at, 'percent'],
            met: '100',
            wanted: 'below 100: a tranche kept back whole waits for its own gate',
          },
        ]
      : []),
    ...(holdback?.gate === tranche.gate
      ? [{ path: [...at, 'gate'], met: holdback.gate, wanted: 'another check than the one that makes the tranche due' }]
      : []),
  ];
}

/** Measures whose result is a share: of living points, or of ground under crowns. */
const SHARES = ['survival', 'closure', 'cover'];

function gateProblems(policy: Policy, { gate, leastRate }: WrittenGate, path: Finding['path']): Finding[] {
  const gates = Object.entries(policy.duties).filter(
    ([, { kind, measure = 'survival' }]) =>
      kind === 'survey' && measuresOf(policy, measure).every((each) => SHARES.includes(each)),
  );
  const codes = gates.map(([code]) => code);
  return [...oneOf([...path, 'gate'], gate, codes), ...rateProblems(policy, leastRate, [...path, 'leastRate'])];
}

function rateProblems(policy: Policy, leastRate: string | number, path: Finding['path']): Finding[] {
  if (typeof leastRate === 'number') return [];
  const beyond = valuesOf(policy, leastRate).find(({ value }) => value > 1);
  return [
    ...oneOf(path, leastRate, Object.keys(policy.lines)),
    ...(beyond ? [{ path, met: `${leastRate}, ${beyond.value}`, wanted: 'a line that is a ratio up to 1' }] : []),
  ];
}
