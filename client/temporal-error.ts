/** What an error of Temporal's client means for a command: send it again, Temporal is away, nobody works, or a bug. */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';

export type Meaning =
  /** The command raced a continue-as-new and was not applied. */
  | 'again'
  /** No open run under this id at this moment. */
  | 'notFound'
  /** The deadline passed without an answer. */
  | 'late'
  | 'temporalAway'
  | 'bug';

/** Status codes of gRPC; its package is no dependency of ours. */
const GRPC: Readonly<Record<number, Meaning>> = {
  1: 'late', // CANCELLED
  4: 'late', // DEADLINE_EXCEEDED
  5: 'notFound', // NOT_FOUND
  8: 'again', // RESOURCE_EXHAUSTED: too many updates in flight
  9: 'again', // FAILED_PRECONDITION: unexpected workflow task failure
  10: 'again', // ABORTED: workflow is closing
  14: 'temporalAway', // UNAVAILABLE
};

/** An update that was accepted and lost its run before the answer; the next run takes it. */
const LOST_ITS_RUN = /completed before the update|workflow is closing|unexpected workflow task failure/i;

export function meaningOf(error: unknown): Meaning {
  if (error instanceof WorkflowNotFoundError) return 'notFound';
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'late';
  if (error instanceof WorkflowUpdateFailedError) return LOST_ITS_RUN.test(sayError(error)) ? 'again' : 'bug';
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? (GRPC[cause.code] ?? 'bug') : 'bug';
}

/** The innermost message: the outer ones only say that a call failed. */
export function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? sayError(error.cause) : error.message;
}
