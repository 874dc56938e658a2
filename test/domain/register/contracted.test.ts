/** Whose works on land that was split off or joined are, by the contracts of all its past. */
import { describe, expect, test } from 'vitest';
import { worksToDo, type Contract } from '../../../domain/register/contract.ts';
import { contractedIn, type ContractsKept } from '../../../domain/register/contracted.ts';
import { partLine } from '../../../domain/register/land-past.ts';
import { plantedStand, XINZHOU } from '../../support/regimes.ts';
import { Life } from '../stand/life.ts';

const rules = XINZHOU.registers.contract!;
const written = (contractNo: string, signedOn = '2026-03-01'): Contract => ({
  contractNo,
  contractor: `party of ${contractNo}`,
  signedOn,
  warrantyYears: 3,
  line: 0.85,
});

/** `stays` has p1, which was divided into p1 and p3; `goes`, of p1 and p2, joined it as p2 and p4 on 2 September 2026. */
const kept = (more: Partial<ContractsKept> = {}): ContractsKept => ({
  origins: new Map([['stays', [{ lifeId: 'goes', joinedOn: '2026-09-02', parts: ['p2', 'p4'] }]]]),
  parts: new Map([
    [
      'stays',
      [{ id: 'p1' }, { id: 'p2' }, { id: 'p4', from: 'p2' }, { id: 'p3', from: 'p1' }, { id: 'p5', from: 'p4' }],
    ],
    ['goes', [{ id: 'p1' }, { id: 'p2', from: 'p1' }]],
  ]),
  plantedOn: new Map([
    ['stays', '2026-04-10'],
    ['goes', '2025-04-20'],
  ]),
  contracts: new Map([
    ['stays', written('DX-1')],
    ['goes', written('DX-2')],
  ]),
  defaults: [],
  ...more,
});
const joined = (partId: string, more: Partial<ContractsKept> = {}) =>
  contractedIn(kept(more), 'stays').joined?.find((land) => land.partId === partId);

describe('a part', () => {
  test.each([
    ['p1', [['stays', ['p1']]]],
    ['p3', [['stays', ['p3', 'p1']]]],
    [
      'p2',
      [
        ['stays', ['p2']],
        ['goes', ['p1']],
      ],
    ],
    [
      'p5',
      [
        ['stays', ['p5', 'p4', 'p2']],
        ['goes', ['p2', 'p1']],
      ],
    ],
  ])('%s was in the lives of its own ground', (partId, line) => {
    const { origins, parts } = kept();
    expect(partLine(origins, parts, 'stays', partId).map(({ lifeId, ids }) => [lifeId, ids])).toEqual(line);
  });
  test('of a stand that was split off has the past of the stand before', () => {
    const { origins, parts } = kept();
    const later = new Map([...origins, ['child', [{ lifeId: 'stays' }]]]);
    const line = partLine(later, new Map([...parts, ['child', [{ id: 'p4', from: 'p2' }]]]), 'child', 'p4');
    expect(line.map(({ lifeId }) => lifeId)).toEqual(['child', 'stays', 'goes']);
  });
});

describe('land that joined a stand', () => {
  test('is under its own contract, whose warranty runs from its own planting; the stand keeps its own', () => {
    expect(contractedIn(kept(), 'stays')).toMatchObject({ contract: { contractNo: 'DX-1' } });
    expect(joined('p2')).toMatchObject({ contract: { contractNo: 'DX-2' }, plantedOn: '2025-04-20' });
    expect(joined('p1')).toBeUndefined();
    expect(joined('p3')).toBeUndefined();
  });
  test('is under none where it had none, whoever planted the rest', () => {
    expect(joined('p2', { contracts: new Map([['stays', written('DX-1')]]) })).not.toHaveProperty('contract');
  });
  test.each([
    ['2026-09-01', 'DX-2'],
    ['2026-09-02', 'DX-1'],
  ])('is under a contract of the stand that was signed on %s, after it had joined: %s', (signedOn, contractNo) => {
    const contracts = new Map([...kept().contracts, ['stays', written('DX-1', signedOn)]]);
    expect(joined('p2', { contracts })?.contract?.contractNo).toBe(contractNo);
  });
  test.each([
    ['goes', 'replant-0', ['p2', 'p4', 'p5']],
    ['goes', 'replant-0.p2', ['p4', 'p5']],
    ['stays', 'replant-0', []],
    ['stays', 'replant-0.p2', ['p2', 'p4', 'p5']],
    ['stays', 'replant-0.p4', ['p4', 'p5']],
    ['stays', 'replant-0.p4.r2', ['p4', 'p5']],
    ['goes', 'replant-0.p2.r2', ['p4', 'p5']],
  ])('has of %s the default on %s, where it was said of it: %j', (lifeId, dutyId, parts) => {
    const { joined: lands = [] } = contractedIn(kept({ defaults: [{ lifeId, dutyId, on: '2027-04-01' }] }), 'stays');
    expect(lands.flatMap(({ partId, defaults }) => (defaults.length > 0 ? [partId] : []))).toEqual(parts);
  });
});

test('a work on land of two contracts is each contractor’s on his own; parts of one contract are one row', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1600);
  const replant = life.duty('replant-0');
  const [part] = life.state.parts;
  const parts = ['p1', 'p2', 'p3'].map((id) => ({ ...part!, id, areaM2: 10_000 }));
  const state = { ...life.state, parts, duties: [{ ...replant, parts: ['p1', 'p2', 'p3'] }] };
  const land = { plantedOn: '2025-04-20', contract: written('DX-2'), defaults: [] };
  const joinedLand = ['p2', 'p3'].map((partId) => ({ ...land, partId }));
  const asked = { contract: written('DX-1'), joined: joinedLand, defaults: [], rules, on: '2027-04-01' };
  expect(worksToDo(state, asked)).toMatchObject([
    { dutyId: 'replant-0', areaM2: 10_000, untilOn: '2029-04-10', contract: { contractNo: 'DX-1' } },
    { dutyId: 'replant-0', areaM2: 20_000, untilOn: '2028-04-20', contract: { contractNo: 'DX-2' } },
  ]);
});
