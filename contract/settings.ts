/** Where the servers are: from the environment, else from the embedded stack that runs here. */
import { readFileSync } from 'node:fs';

export interface Settings {
  /** With the password: never print it. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly temporalApiKey?: string;
  /** Present = speak TLS to Temporal; certificates as PEM. */
  readonly temporalTls?: {
    readonly serverName?: string;
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  };
}

type Env = Readonly<Record<string, string | undefined>>;
type Where = Pick<Settings, 'databaseUrl' | 'temporalAddress' | 'namespace'>;

/**
 * DATABASE_URL and TEMPORAL_ADDRESS count only together: one of them alone would mix a production
 * server with an embedded one. Each secret may instead be a file named by `<NAME>_FILE`.
 *
 * @param endpoints - of the embedded stack in the folder, if one runs
 * @throws Error that names what is missing and the ways out
 */
export function readSettings(env: Env, endpoints?: Where): Settings {
  const databaseUrl = secret(env, 'DATABASE_URL');
  const temporalAddress = text(env, 'TEMPORAL_ADDRESS');
  if (databaseUrl !== undefined && temporalAddress !== undefined) {
    return { databaseUrl, temporalAddress, namespace: text(env, 'TEMPORAL_NAMESPACE') ?? 'default', ...access(env) };
  }
  if (databaseUrl !== undefined || temporalAddress !== undefined) {
    const [set, missing] =
      databaseUrl === undefined ? ['TEMPORAL_ADDRESS', 'DATABASE_URL'] : ['DATABASE_URL', 'TEMPORAL_ADDRESS'];
    throw new Error(`${set} is set and ${missing} is not; set both, or neither to use the embedded servers`);
  }
  if (endpoints !== undefined) {
    const { databaseUrl: url, temporalAddress: address, namespace } = endpoints;
    return { databaseUrl: url, temporalAddress: address, namespace };
  }
  throw new Error('no servers: run npm start first, or set DATABASE_URL and TEMPORAL_ADDRESS');
}

/** Under the names Temporal's own tools use. */
function access(env: Env): Pick<Settings, 'temporalApiKey' | 'temporalTls'> {
  const temporalApiKey = secret(env, 'TEMPORAL_API_KEY');
  const pem = {
    serverName: text(env, 'TEMPORAL_TLS_SERVER_NAME'),
    ca: file(env, 'TEMPORAL_TLS_SERVER_CA_CERT_PATH'),
    cert: file(env, 'TEMPORAL_TLS_CLIENT_CERT_PATH'),
    key: file(env, 'TEMPORAL_TLS_CLIENT_KEY_PATH'),
  };
  const given = Object.fromEntries(Object.entries(pem).filter(([, value]) => value !== undefined));
  const isTls = text(env, 'TEMPORAL_TLS') === 'true' || temporalApiKey !== undefined || Object.keys(given).length > 0;
  return { ...(temporalApiKey !== undefined && { temporalApiKey }), ...(isTls && { temporalTls: given }) };
}

function text(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function secret(env: Env, name: string): string | undefined {
  return text(env, name) ?? file(env, `${name}_FILE`)?.trim();
}

function file(env: Env, name: string): string | undefined {
  const path = text(env, name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${name} names ${path}, which cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
