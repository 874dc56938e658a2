/** A survey finds a part in pieces: each goes on as a part of its own, counted or lost (ruling 23). */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { SubmitAudit, SubmitSurvey, SurveyPiece } from './command.ts';
import type { Answer, SurveyCounts } from './reported.ts';
import { lose, lossFault } from './damage.ts';
import { patchWithin } from './cut-needs.ts';
import { emit, type Draft } from './draft.ts';
import { findPart, regimeOf } from './duties.ts';
import { lacking } from './rates.ts';
import { splitLiving, splitLost, tooManyPieces } from './split.ts';
import type { Duty, Part, StandState } from './state.ts';
import { sumOf } from './sum-counts.ts';
import { countFault } from './survey-faults.ts';
import { LOST } from './whole.ts';

type PieceCommand = SubmitSurvey | SubmitAudit;

/** Counts of the whole: those given, or the sums over the pieces. Nothing is judged by such a sum. */
export function countsOf({ counts, pieces }: Pick<PieceCommand, 'counts' | 'pieces'>): SurveyCounts {
  return pieces === undefined ? counts : sumOf(pieces.flatMap((piece) => piece.counts ?? []));
}

export function piecesFault(
  state: StandState,
  pieces: readonly SurveyPiece[],
  part: Part,
  duty: Duty | undefined,
): Refusal | undefined {
  const met = pieces.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  if (met !== part.areaM2) return refuse('PIECES_NOT_WHOLE', { partId: part.id, met, wanted: part.areaM2 });
  const isLossIn = pieces.some(({ lost }) => lost !== undefined);
  const fault = tooManyPieces(part, pieces.length) ?? (isLossIn ? lossFault(state, part) : undefined);
  if (fault !== undefined) return fault;
  const spec = duty && regimeOf(state, part).duties[duty.code];
  if (duty === undefined || spec === undefined) return undefined;
  const missing = new Set(pieces.flatMap(({ counts }) => (counts === undefined ? [] : lacking(counts, spec))));
  return missing.size === 0
    ? undefined
    : refuse('MEASURE_MISSING', { dutyId: duty.id, wanted: [...missing].join(', ') });
}

/** A piece that was counted, as the part it has become, with the check it is judged by. */
export interface CountedPiece {
  readonly part: Part;
  readonly duty: Duty;
  readonly counts: SurveyCounts;
}

export interface Pieces {
  readonly command: PieceCommand;
  readonly pieces: readonly SurveyPiece[];
  readonly part: Part;
  readonly duty: Duty;
  /** What the result that is looked at again had ended; none where the check is judged for the first time. */
  readonly ended?: readonly Duty[];
}

/**
 * Splits the part, judges every counted piece by itself, and ends what is owed on the lost ones. The first counted
 * piece stays the part it was.
 *
 * @param judgePiece - gives the piece its verdict
 * @returns the verdict that all counted pieces share, else MIXED; and what became of each piece
 */
export function takePieces(
  draft: Draft,
  { command, pieces, part, duty, ended = [] }: Pieces,
  judgePiece: (piece: CountedPiece) => string,
): Pick<Answer, 'verdict' | 'parts'> | Refusal {
  const placed = place(draft, { pieces, partId: part.id, ended });
  const parts = [];
  for (const { piece, partId } of placed) {
    const verdict = takePiece(draft, { command, piece, partId, duty }, judgePiece);
    if (isRefusal(verdict)) return verdict;
    parts.push({ partId, areaM2: piece.areaM2, verdict });
  }
  const given = new Set(parts.filter(({ verdict }) => verdict !== LOST).map(({ verdict }) => verdict));
  return { verdict: given.size === 1 ? [...given][0]! : 'MIXED', parts };
}

/** Every piece with the part it becomes, in the order given. */
function place(
  draft: Draft,
  { pieces, partId, ended }: Required<Pick<Pieces, 'pieces' | 'ended'>> & { readonly partId: string },
) {
  const stays = pieces.findIndex(({ lost }) => lost === undefined);
  let left = pieces.length;
  return pieces.map((piece, index) => {
    if (index === stays) return { piece, partId };
    left -= 1;
    const part = findPart(draft.state, partId)!;
    const cut = { areaM2: piece.areaM2, keep: left };
    const newPartId =
      piece.lost === undefined ? splitLiving(draft, part, { ...cut, ended }) : splitLost(draft, part, cut);
    return { piece, partId: newPartId };
  });
}

interface Placed {
  readonly command: PieceCommand;
  readonly piece: SurveyPiece;
  readonly partId: string;
  readonly duty: Duty;
}

function takePiece(
  draft: Draft,
  { command, piece, partId, duty }: Placed,
  judgePiece: (piece: CountedPiece) => string,
): string | Refusal {
  const { commandId, capturedOn } = command;
  if (piece.lost !== undefined) {
    const lostM2 = piece.areaM2;
    emit(draft, { type: 'DamageReported', partId, cause: piece.lost, seenOn: capturedOn, lostM2 });
    lose(draft, partId, { commandId, seenOn: capturedOn });
    return LOST;
  }
  const part = findPart(draft.state, partId)!;
  const counts = piece.counts!;
  const fault = countFault(draft.state, { counts, capturedOn }, part);
  if (fault !== undefined) return fault;
  const check = dutyOf(draft, duty, partId);
  const verdict = judgePiece({ part, duty: check, counts });
  if (counts.largestDeadPatchM2 === undefined) patchWithin(draft, partId, check.id);
  return verdict;
}

/** The check of the piece: its own copy where it is owed still, else the one that was judged before the split. */
function dutyOf({ state }: Draft, duty: Duty, partId: string): Duty {
  const isCopy = ({ code, round, n, parts, undone }: Duty) =>
    code === duty.code && round === duty.round && n === duty.n && parts.includes(partId) && undone === undefined;
  return state.duties.find(isCopy) ?? duty;
}
