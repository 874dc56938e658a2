/** Refusals across the wire: an `ApplicationFailure` whose type is the code and whose details are the values. */
import { ApplicationFailure } from '@temporalio/common';
import { ERRORS, sayRefusal, type ErrorCode, type ErrorValues, type Refusal } from '../domain/errors.ts';

/** What a workflow or an activity throws for a refusal; trying again would not help. */
export function failure(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(sayRefusal(refusal), refusal.refused, refusal.values);
}

/** The refusal behind a failure, or undefined where it is none of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (
      cause instanceof ApplicationFailure &&
      cause.type !== null &&
      cause.type !== undefined &&
      cause.type in ERRORS
    ) {
      return { refused: cause.type as ErrorCode, values: (cause.details?.[0] ?? {}) as ErrorValues };
    }
  }
  return undefined;
}

/** A deed that can never succeed; the stand parks and waits for an operator. */
export const LOG_DIVERGED = 'LOG_DIVERGED';
