/** The worker's connection to Temporal. */
import { NativeConnection, type GrpcCompressionConfig } from '@temporalio/worker';
import { connectionOptions } from '../client/connect.ts';
import type { Settings } from '../contract/settings.ts';

const BESIDE_US = /^(localhost|127(\.\d+){3}|\[::1\]):\d+$/;

/** @throws where Temporal cannot be reached */
export function connectNative(settings: Settings): Promise<NativeConnection> {
  return NativeConnection.connect({
    ...connectionOptions(settings),
    grpcCompression: compressionTo(settings.temporalAddress),
  });
}

/**
 * Over a network the SDK's compression spares traffic. With a server on this machine there is none to spare, and both ends
 * would pay for it: each stand's first task carries its rules, of some kilobytes.
 */
export function compressionTo(address: string): GrpcCompressionConfig {
  return { codec: BESIDE_US.test(address) ? 'none' : 'gzip' };
}
