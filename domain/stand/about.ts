/** What an event is about, in codes and figures; nothing where the row's other columns say it. `say-about.ts` has the Chinese. */
import type { IsoDate } from '../day.ts';
import type { Hits, OnPlots, SurveyCounts, Warning } from './reported.ts';
import type { StandEvent, StandEventType } from './event.ts';
import type { Ready } from './ready.ts';
import { mixText } from './planted-mix.ts';
import { isStart, type Needs } from './state.ts';

type Sayers = { readonly [T in StandEventType]?: (event: Extract<StandEvent, { type: T }>) => string };

const SAYERS = {
  StandPlanted: ({ seed: { planting, method } }) =>
    [
      `${isStart(method) ? `${method} since` : 'planted'} ${planting.plantedOn}`,
      ...readiedOf(planting),
      `${planting.designedPoints} points designed`,
    ].join(', '),
  AnchorSet: ({ anchor, on }) => (anchor === 'planted' ? '' : `${anchor} ${on}`),
  DutyRaised: ({ dutyId, opensOn, dueOn, inForce, needs }) =>
    `${dutyId} ${opensOn}…${dueOn}${inForce ? ', in force' : ''}${seedlings(needs)}`,
  DutyOpened: ({ dutyId }) => dutyId,
  DutyHeld: ({ dutyId, until, dueOn }) => `${dutyId} barred until ${until}, due ${dueOn}`,
  DutyExcused: ({ dutyId, days, barredUntil }) =>
    `${dutyId} excused ${days} days${barredUntil === undefined ? '' : `, barred until ${barredUntil}`}`,
  DutyReleased: ({ dutyId, dueOn }) => `${dutyId} free again, due ${dueOn}`,
  StepReached: ({ dutyId, step, code, replyDueOn }) =>
    `${dutyId} step ${step} ${code}${replyDueOn === undefined ? '' : `, reply by ${replyDueOn}`}`,
  StepsTakenBack: ({ dutyId, steps }) => `${dutyId} steps ${steps.join(', ')} taken back`,
  WindowMissed: ({ dutyId, opensOn, dueOn, needs }) =>
    `${dutyId} window missed, now ${opensOn}…${dueOn}${seedlings(needs)}`,
  MissExcused: ({ dutyId, step }) => `${dutyId} miss excused, step ${step} taken back`,
  DutyRescheduled: ({ dutyId, opensOn, dueOn, reason }) => `${dutyId} moved to ${opensOn}…${dueOn}, ${reason}`,
  DutyShifted: ({ dutyId, opensOn, dueOn }) => `${dutyId} shifted to ${opensOn}…${dueOn}`,
  DutySatisfied: ({ dutyId, by }) => `${dutyId} satisfied by ${by}`,
  DutyWaived: ({ dutyId, reason }) => `${dutyId} waived, ${reason}`,
  LineWaived: ({ dutyId, reason }) => `${dutyId} paid by the field’s line, ${reason}`,
  PapersWaived: ({ dutyId, reason }) => `${dutyId} without papers, ${reason}`,
  DutyLapsed: ({ dutyId }) => `${dutyId} lapsed`,
  DutyWithdrawn: ({ dutyId, by, because }) =>
    `${dutyId} withdrawn${because === undefined ? '' : `, barred by ${by}: ${because}`}`,
  DutyLeft: ({ dutyId, partId }) => `${dutyId} not owed by ${partId} any more`,
  DutyJoined: ({ dutyId, partId }) => `${dutyId} owed by ${partId} again`,
  DutyReopened: ({ dutyId }) => `${dutyId} owed again`,
  ResultOverruled: ({ partId, surveyId, by }) => `${partId}: result of ${surveyId} overruled by ${by}`,
  FollowUpRaised: ({ id, what, dutyId, verdictBefore, verdictNow }) =>
    `follow-up ${id}: ${dutyId} ${what} on ${verdictBefore}, now ${verdictNow}`,
  FollowUpSettled: ({ followUpId, reason }) => `follow-up ${followUpId} settled, ${reason}`,
  BanReviewed: ({ dutyId, againOn }) => `${dutyId} stays in force, next look ${againOn}`,
  ReportFiled: ({ dutyId, says, pay }) => `${dutyId} says ${says}${pay === undefined ? '' : `, pay reads ${pay}`}`,
  DeadlinePassed: ({ dutyId }) => `${dutyId} passed unmet`,
  SurveyRecorded: ({ binding, capturedOn, counts, warnings, level, supersedes }) =>
    [
      said(binding ? '' : `${countsOf(counts)} captured ${capturedOn}, not binding`, warnings),
      ...(level === undefined ? [] : [`level ${level}`]),
      ...(supersedes === undefined ? [] : [`in the place of ${supersedes}`]),
    ]
      .filter(Boolean)
      .join(', '),
  VerdictGiven: ({ dutyId, livePoints, basePoints, hits, stems, counts, naturals, verdict }) => {
    const counted = counts
      ? countsOf(counts)
      : hits
        ? hitsOf(hits)
        : stems
          ? stemsOf(stems)
          : `${livePoints} of ${basePoints} live`;
    return `${dutyId} ${counted}${naturals === undefined ? '' : `, ${naturals} natural`}: ${verdict}`;
  },
  JudgementGiven: ({ code, rate, verdict }) =>
    `${code}${rate === undefined ? '' : ` ${rate.counted} of ${rate.of}, wanted ${rate.wanted}`}: ${verdict}`,
  WorkRecorded: ({ dutyId, doneOn, points, bySpecies, option, declarant, strips, felling, warnings, ...ready }) =>
    said(
      [
        `${dutyId} ${option ?? workOf(doneOn, points)}${bySpecies === undefined ? '' : ` (${mixText(bySpecies)})`}`,
        ...(felling === undefined
          ? []
          : [`${felling.kind}, closure ${shareOf(felling.before)} to ${shareOf(felling.after)}`]),
        ...(strips === undefined
          ? []
          : [
              `${strips.cutM2} of ${strips.ofM2} m² cut in strips of ${strips.widthM} m, no cover until ${strips.leftOutUntil}`,
            ]),
        ...(declarant === undefined ? [] : [`declared by ${declarant}`]),
        ...readiedOf(ready),
      ].join(', '),
      warnings,
    ),
  Rebased: ({ state, by }) => `taken over from the workflow at turn ${state.rev}, asked for by ${by}`,
  Reestablished: ({ planting }) =>
    `new design planted ${planting.plantedOn}, ${planting.designedPoints} points designed`,
  DamageReported: ({ partId, cause, seenOn, lostM2 }) =>
    `${partId} ${cause} seen ${seenOn}${lostM2 === 0 ? '' : `, ${lostM2} m² lost`}`,
  AreaCertified: ({ partId, cause, paper, areaM2 }) => `${partId} ${cause} certified by ${paper}, ${areaM2} m²`,
  PartSplit: ({ newPartId, partId, areaM2, designedPoints }) =>
    `${newPartId} split from ${partId}, ${areaM2} m², ${designedPoints} points designed`,
  PolicyAdopted: ({ changes }) =>
    [...new Set(changes.map(({ before, regime }) => `${before} → ${regime.policy}`))].join(', '),
  ProtectionSet: ({ flags, evidence }) => `protected: ${flags.join(', ') || '–'}, ${evidence}`,
  StandSuspended: ({ reason }) => `suspended, ${reason}`,
  StandResumed: ({ days, moved }) =>
    [`resumed after ${days} days`, ...moved.map((to) => `${to.dutyId} now ${to.opensOn}…${to.dueOn}`)].join('; '),
  StandClosed: ({ reason }) => reason,
  StandInherited: ({ inherited: { from, parts } }) =>
    `goes on from ${from.map(({ standId }) => standId).join(', ')} with ${parts.map(({ id }) => id).join(', ')}`,
  BoundaryChanged: ({ partId, beforeM2, areaM2, designedPoints, reason, evidence }) =>
    `${partId} has ${areaM2} m² instead of ${beforeM2}, ${designedPoints} points designed, ${reason}, ${evidence}`,
  StandMerged: ({ into: { standId } }) => `became part of ${standId}`,
  StandAbsorbed: ({ inherited: { from, parts } }) =>
    `${from.map(({ standId }) => standId).join(', ')} became ${parts.map(({ id, areaM2 }) => `${id}, ${areaM2} m²`).join('; ')}`,
  StandSplit: ({ children }) =>
    `split into ${children.map(({ standId, areaM2, parts }) => `${standId} (${parts.join(', ')}, ${areaM2} m²)`).join('; ')}`,
} satisfies Sayers;

/** Events that say something, in every language. */
export type ToldEvent = keyof typeof SAYERS;

export function aboutOf(event: StandEvent): string {
  const say = (SAYERS as Sayers)[event.type] as ((event: StandEvent) => string) | undefined;
  return say?.(event) ?? '';
}

function seedlings({ seedlings: count, bySpecies }: Needs = {}): string {
  if (count === undefined) return '';
  return `, ${count} seedlings${bySpecies === undefined ? '' : ` (${mixText(bySpecies)})`}`;
}

/** With the codes of what was remarked on it. */
function said(text: string, warnings: readonly Warning[] = []): string {
  return [text, ...warnings.map(({ code }) => code)].filter(Boolean).join(', ');
}

function readiedOf({ preparedOn, stockOn }: Ready): readonly string[] {
  return [
    ...(preparedOn === undefined ? [] : [`site prepared ${preparedOn}`]),
    ...(stockOn === undefined ? [] : [`stock arrived ${stockOn}`]),
  ];
}

function workOf(doneOn: IsoDate, points: number | undefined): string {
  return points === undefined ? `done ${doneOn}` : `${points} points replanted ${doneOn}`;
}

function hitsOf({ hits, of, leftOut = 0 }: Hits): string {
  return `${hits} of ${of - leftOut} covered${leftOut === 0 ? '' : `, ${leftOut} in strips cut lately left out`}`;
}

function shareOf({ hits, of }: Hits): string {
  return `${hits}/${of}`;
}

const UNIT: Readonly<Record<OnPlots['unit'], string>> = { m2: 'm²', milacre: 'milacres' };

function stemsOf({ counted, sampled, unit }: OnPlots, name = 'stems'): string {
  return `${counted} ${name} on ${sampled} ${UNIT[unit]}`;
}

function countsOf({ livePoints, closure, cover, totalCover, stems, seedlings, saplings }: SurveyCounts): string {
  const crowns = [closure, cover].filter((hits) => hits !== undefined).map(hitsOf);
  return [
    ...(livePoints === undefined ? [] : [`${livePoints} live`]),
    ...crowns,
    ...(totalCover === undefined ? [] : [`${hitsOf(totalCover)} in all`]),
    ...(stems === undefined ? [] : [stemsOf(stems)]),
    ...(seedlings === undefined ? [] : [stemsOf(seedlings, 'seedlings')]),
    ...(saplings === undefined ? [] : [stemsOf(saplings, 'saplings')]),
  ].join(', ');
}
