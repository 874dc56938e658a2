/** The connection to Temporal. */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Settings } from '../contract/settings.ts';

const CONNECT_WITHIN_MS = 5_000;

export interface TemporalConnection {
  readonly client: Client;
  close(): Promise<void>;
}

/** @throws where Temporal cannot be reached within 5 s */
export async function connectTemporal(settings: Settings): Promise<TemporalConnection> {
  const connection = await Connection.connect({ ...connectionOptions(settings), connectTimeout: CONNECT_WITHIN_MS });
  // The SDK's own identity would write process and host name into every history.
  const identity = `standkeeper-client/${randomUUID().slice(0, 8)}`;
  const client = new Client({ connection, namespace: settings.namespace, identity });
  return { client, close: () => connection.close() };
}

/** Address and access, the same for clients and workers. */
export function connectionOptions({ temporalAddress, temporalApiKey, temporalTls }: Settings) {
  return {
    address: temporalAddress,
    ...(temporalApiKey !== undefined && { apiKey: temporalApiKey }),
    ...(temporalTls !== undefined && { tls: tlsOf(temporalTls) }),
  };
}

function tlsOf({ serverName, ca, cert, key }: NonNullable<Settings['temporalTls']>) {
  return {
    ...(serverName !== undefined && { serverNameOverride: serverName }),
    ...(ca !== undefined && { serverRootCACertificate: Buffer.from(ca) }),
    ...(cert !== undefined &&
      key !== undefined && { clientCertPair: { crt: Buffer.from(cert), key: Buffer.from(key) } }),
  };
}
