/** Lives in which every event of the log occurs; their logs are recorded once a release. */
import type { IsoDate } from '../../domain/day.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { Answer } from '../../domain/stand/reported.ts';
import { foldTurn, type FoldedTurn } from '../../domain/stand/fold.ts';
import type { StandSeed, StandState } from '../../domain/stand/state.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import { Life, type LooseCommand } from '../domain/stand/life.ts';
import { child, merge, split } from '../domain/stand/split-lives.ts';
import { standUnder, stemsAt } from '../support/policies.ts';
import { LOWER_LINE } from '../support/policy-versions.ts';
import { EAST, plantedStand, regimeFor, WEST, XINZHOU } from '../support/regimes.ts';
import { goldenText } from './log.ts';

/** @returns name → text of its golden log, written and folded by this release */
export function goldenLives(): ReadonlyMap<string, string> {
  return new Map([
    ['to-forest', toForest()],
    ['shrub', shrub()],
    ['missed', missed()],
    ['replanted', replanted()],
    ['planted-anew', plantedAnew()],
    ['in-pieces', inPieces()],
    ['shared', shared()],
    ['inspected', inspected()],
    ['barred', barred()],
    ['silent', silent()],
    ['suspended', suspended()],
    ['rebased', rebased()],
    ['abroad', abroad()],
    ['adopted', adopted()],
    ['waived', waived()],
    ['without-papers', withoutPapers()],
    ['certified', certified()],
    ['protected', protectedLand()],
    ['accepted', accepted()],
    ['begun', begun()],
    ['divided', divided().parent],
    ['inherited', divided().child],
    ['merged', joined().gone],
    ['absorbed', joined().stays],
  ]);
}

/** A command that is refused leaves nothing in the log: the life would not be the one it is said to be. */
class Told extends Life {
  override send(on: IsoDate, command: LooseCommand): Answer {
    const answer = super.send(on, command);
    if (isRefusal(answer)) throw new Error(`${on} ${command.type}: ${JSON.stringify(answer)}`);
    return answer;
  }
}

function lived(seed: StandSeed, live: (life: Life) => void): string {
  const life = new Told(seed);
  live(life);
  return textOf(life);
}

function toForest(): string {
  return lived(plantedStand({ county: WEST, plantedOn: '2026-04-15' }), (life) => {
    life.work('2026-05-10', 'tending-0.1');
    life.survey('2026-09-20', 1560);
    life.canopy('2029-09-10', { livePoints: 1600, closure: [25, 100] });
    life.canopy('2031-07-20', { closure: [30, 100] });
    life.work('2031-08-01', 'mapRegistration-1');
    life.work('2031-08-02', 'grazingDecision-1', { option: 'lift' });
    life.canopy('2036-07-20', { closure: [85, 100] });
    life.send('2037-01-10', { type: 'close', reason: 'SOLD' });
  });
}

function shrub(): string {
  return lived(plantedStand({ county: WEST, species: 'CARAGANA', plantedOn: '2026-07-20' }), (life) => {
    life.survey('2027-09-10', 1800);
    life.canopy('2029-09-10', { livePoints: 1800, cover: [50, 100] });
    life.canopy('2030-07-20', { cover: [50, 100] });
    life.work('2030-07-25', 'mapRegistration-1');
    life.work('2030-11-20', 'coppice-1');
    life.until('2037-12-31');
  });
}

/** A window missed and excused, another missed, and a patch. */
function missed(): string {
  return lived(plantedStand(), (life) => {
    life.survey('2026-11-12', 1200, { capturedOn: '2026-10-24' });
    life.until('2027-05-02');
    life.turn({ type: 'deedFound', dutyId: 'replant-0', found: { kind: 'missExcused', misses: 1 } });
    life.until('2027-08-16');
    life.work('2027-08-20', 'replant-0', { points: 800, doneOn: '2027-08-10' });
    life.survey('2028-09-10', 1800, { deadPatchM2: 900 });
    life.until('2029-12-31');
  });
}

/** Three rounds, the county's decision, and a check that comes a year later for all that was replaced before it. */
function replanted(): string {
  return lived(plantedStand(), (life) => {
    life.survey('2026-09-10', 1500);
    life.work('2027-04-02', 'replant-0', { points: 500 });
    life.survey('2027-09-10', 1500);
    life.work('2028-04-02', 'replant-1', { points: 400 });
    life.survey('2028-09-10', 1500);
    life.work('2028-09-12', 'countyDecision-2', { option: 'continue' });
    life.work('2029-04-02', 'replant-2', { points: 700 });
    life.until('2030-09-10');
    life.survey('2030-09-20', 1500, { dutyId: 'preservationCheck-0' });
    life.until('2033-12-31');
  });
}

function plantedAnew(): string {
  return lived(plantedStand(), (life) => {
    life.survey('2026-09-20', 600);
    const planting = { plantedOn: '2027-04-10', species: 'POPULUS', designedPoints: 1800, plantedPoints: 1750 };
    const regime = regimeFor(EAST, '2027-04-10', 'POPULUS');
    life.work('2027-04-10', 'reestablish-0', { planting, regime });
    life.survey('2027-09-10', 1700, { deadPatchM2: 900 });
    life.until('2029-12-31');
  });
}

/** Hurt, lost in part after it was replanted, and found in pieces. */
function inPieces(): string {
  return lived(plantedStand(), (life) => {
    life.send('2026-05-20', { type: 'reportDamage', seenOn: '2026-05-20', cause: 'FROST', lostM2: 0 });
    life.survey('2026-05-25', 1900, { dutyId: 'damageCheck-0' });
    life.send('2026-07-01', { type: 'waive', dutyId: 'tending-0.3', reason: 'ROCK' });
    life.survey('2026-09-20', 1600);
    life.send('2027-03-25', { type: 'reschedule', dutyId: 'replant-0', dueOn: '2027-08-10', reason: 'NO_STOCK' });
    life.work('2027-07-10', 'replant-0', { points: 401 });
    life.send('2027-08-01', { type: 'reportDamage', seenOn: '2027-07-31', cause: 'FIRE', lostM2: 20_000 });
    life.work('2027-08-05', 'lossDecision-1.p2', { option: 'writeOff' });
    const pieces = [
      { areaM2: 50_000, counts: { livePoints: 950 } },
      { areaM2: 20_000, counts: { livePoints: 120 } },
      { areaM2: 10_000, lost: 'FLOOD' as const },
    ];
    life.pieces('2028-09-20', pieces, { partId: 'p1' });
    life.audit('2028-10-10', 'PROVINCE', 360, { partId: 'p3' });
    life.until('2029-12-31');
  });
}

/** One of two parts that are tended together fails, leaves the works, and shares them again by a higher inspection. */
function shared(): string {
  return lived(plantedStand(), (life) => {
    const pieces = [
      { areaM2: 60_000, counts: { livePoints: 1100 } },
      { areaM2: 40_000, counts: { livePoints: 300 } },
    ];
    life.pieces('2026-09-20', pieces);
    life.audit('2026-10-10', 'PROVINCE', 700, { partId: 'p2' });
    life.work('2027-05-10', 'tending-0.4');
    life.until('2027-12-31');
  });
}

/** A higher inspection takes the place of a result, then a count turns out wrong. */
function inspected(): string {
  return lived(plantedStand({ units: ['team-1'] }), (life) => {
    life.survey('2026-09-20', 600);
    life.audit('2026-10-10', 'PROVINCE', 1500);
    life.send('2026-10-12', { type: 'settleFollowUp', followUpId: 'f1', reason: 'CALLED_OFF' });
    life.audit('2026-10-15', 'NATION', 1750, { unit: 'station-2' });
    life.correct('2026-10-20', 's4', 1700, { surveyId: 'right', unit: 'station-3' });
    life.until('2027-12-31');
  });
}

/** Gates hold a check, are lifted, and excuse a late one. */
function barred(): string {
  return lived(plantedStand({ county: WEST, plantedOn: '2026-04-15' }), (life) => {
    const found = (kind: object) =>
      life.turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found: kind as { kind: 'blocked' } });
    life.until('2026-09-01');
    found({ kind: 'blockedUntil', day: '2026-09-11' });
    life.until('2026-09-05');
    life.turn({ type: 'gateLifted' });
    life.until('2026-09-06');
    found({ kind: 'blocked' });
    life.until('2026-12-20');
    found({ kind: 'excused', days: 30, until: '2026-12-26' });
    life.survey('2026-12-28', 1500, { capturedOn: '2026-10-24' });
    life.until('2027-12-31');
  });
}

function silent(): string {
  return lived(plantedStand({ county: WEST, species: 'CARAGANA', plantedOn: '2026-07-20' }), (life) => {
    life.until('2034-12-31');
  });
}

function suspended(): string {
  return lived(plantedStand(), (life) => {
    life.send('2026-09-10', { type: 'suspend', reason: 'DISPUTE' });
    life.send('2026-12-10', { type: 'resume' });
    life.until('2027-12-31');
  });
}

/** The log has lost three turns and goes on from the state that the workflow knew. */
function rebased(): string {
  const seed = plantedStand();
  const life = new Told(seed);
  life.survey('2026-09-20', 1500);
  const known = life.state;
  const rebase = { turn: known.rev, firstSeq: known.seq, at: known.lastAt, on: '2026-09-20' };
  const event = { type: 'Rebased', state: known, by: 'chief-7', rebasedAt: '2026-10-01T00:00:00.000Z' } as const;
  const kept = life.turns.slice(0, -3);
  life.until('2027-12-31');
  const turns: readonly FoldedTurn[] = [...kept, { ...rebase, events: [event] }, ...life.turns.slice(kept.length + 3)];
  const state: StandState = turns.slice(kept.length + 1).reduce(foldTurn, known);
  return goldenText({ seed, turns, state });
}

/** Stems to the hectare, natural ones beside them, and a licensee who declares. */
function abroad(): string {
  const policy = shippedPolicy('bc-interior');
  const seed = standUnder(policy, { county: 'DPG', plantedOn: '2022-05-20', commencedOn: '2021-01-07' });
  return lived(seed, (life) => {
    life.stems('2022-09-01', stemsAt(policy, 1000, { preferred: 900 }), { counts: { naturals: 300 } });
    life.work('2022-10-26', 'regenerationDeclaration-0', { declarant: 'L12' });
    life.until('2032-12-31');
  });
}

/** New rules come while a check is owed, and a result given before them is corrected under the old ones. */
function adopted(): string {
  return lived(plantedStand(), (life) => {
    life.survey('2026-09-20', 1500);
    life.adopt('2026-10-10', LOWER_LINE);
    life.correct('2026-10-20', 's1', 1650, { surveyId: 'right', unit: 'station-3' });
    life.until('2027-12-31');
  });
}

/** Payment may go by the field's line. */
function waived(): string {
  return lived(plantedStand({ county: WEST }), (life) => {
    life.survey('2026-09-20', 1560);
    life.send('2026-11-02', { type: 'waive', dutyId: 'survivalCheck-0', reason: 'DRY_COUNTY' });
    life.until('2027-12-31');
  });
}

/** Replanted with stock that has no papers, which a named person answers for. */
function withoutPapers(): string {
  return lived(plantedStand(), (life) => {
    life.survey('2026-09-20', 1600);
    life.send('2027-03-25', { type: 'waive', dutyId: 'replant-0', reason: 'OWN_NURSERY', papers: true });
    life.send('2027-04-02', { type: 'submitWork', dutyId: 'replant-0', doneOn: '2027-04-02', points: 400 });
    life.until('2027-12-31');
  });
}

/** A drought that a paper certifies. */
function certified(): string {
  return lived(plantedStand(), (life) => {
    const damage = { type: 'reportDamage', seenOn: '2026-07-01', cause: 'DROUGHT', lostM2: 20_000 } as const;
    life.send('2026-07-02', { ...damage, certified: { paper: 'drought-7', areaM2: 30_000 } });
    life.until('2026-12-31');
  });
}

/** Forest that must not be thinned, until it may. */
function protectedLand(): string {
  return lived(plantedStand(), (life) => {
    life.survey('2026-09-20', 1900);
    life.canopy('2031-07-20', { closure: [30, 100] });
    life.work('2031-08-01', 'mapRegistration-1');
    life.send('2032-01-10', { type: 'protect', flags: ['NATURAL'], evidence: 'paper-9' });
    life.canopy('2036-07-20', { closure: [85, 100] });
    life.send('2037-12-10', { type: 'protect', flags: [], evidence: 'paper-10' });
    life.until('2038-12-31');
  });
}

/** A planting that its supervisor does not accept is filled up; at the check its main species is below the line. */
function accepted(): string {
  return lived(plantedStand(), (life) => {
    const visit = { surveyId: 'm0c', capturedOn: '2026-05-05', counts: { livePoints: 1899 }, plots: 0 } as const;
    const signed = { level: 'SUPERVISOR', surveyors: ['supervisor-1', 'supervisor-2'] } as const;
    life.send('2026-05-05', { type: 'submitSurvey', ...visit, ...signed });
    life.work('2026-07-06', 'fillUp-0', { points: 101 });
    const of = (live: number) => ({ live, designed: 1000 });
    life.survey('2026-09-25', 1849, { counts: { bySpecies: { PINUS_TABULIFORMIS: of(849), BETULA: of(1000) } } });
    life.until('2027-12-31');
  });
}

/** A young stand that was there before. */
function begun(): string {
  const { planting, countyCode, ...seed } = plantedStand();
  const { species, plantedOn } = planting;
  const regime = resolveRegime(XINZHOU, { countyCode, species, method: 'EXISTING', plantedOn });
  return lived({ ...seed, planting, countyCode, method: 'EXISTING', commencedOn: plantedOn, regime }, (life) => {
    life.canopy('2027-07-05', { closure: [20, 100] });
    life.until('2028-12-31');
  });
}

/** A stand to be replanted is measured anew and divided: it ends, and its children go on. */
function divided(): { readonly parent: string; readonly child: string } {
  const parent = new Told(plantedStand());
  parent.survey('2026-09-20', 1600);
  parent.send('2026-10-20', { type: 'changeBoundary', areaM2: 90_000, reason: 'REMEASURED', evidence: 'paper-7' });
  const [first] = split(parent, '2026-11-20', [child('0101', 50_000), child('0102', 40_000)]);
  return { parent: textOf(parent), child: textOf(first!.until('2027-12-31')) };
}

/** One stand becomes part of another. */
function joined(): { readonly gone: string; readonly stays: string } {
  const stays = new Told(plantedStand({ standNo: '0001' }));
  const gone = new Told(plantedStand({ standNo: '0002', lifeId: '9f3c1a00-0000-4000-8000-000000000002' }));
  gone.survey('2026-09-20', 1500, { surveyId: 'count-2' });
  merge(gone, stays, '2026-11-20');
  return { gone: textOf(gone), stays: textOf(stays.until('2027-12-31')) };
}

function textOf({ seed, turns, state }: Life): string {
  return goldenText({ seed, turns, state });
}
