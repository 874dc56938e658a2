import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import type { Endpoints } from '../../embedded/endpoints.ts';

/** The column `value` of the first row. */
export async function valueOf({ databaseUrl }: Endpoints, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(sql)).rows[0]?.value;
  } finally {
    await client.end();
  }
}

/** Starts a workflow that nobody serves: it waits, as a stand does. */
export function startWorkflow(endpoints: Endpoints, workflowId: string): Promise<string> {
  return withClient(endpoints, async ({ workflow }) => {
    const handle = await workflow.start('nobody', { workflowId, taskQueue: 'unserved' });
    return (await handle.describe()).status.name;
  });
}

export function statusOf(endpoints: Endpoints, workflowId: string): Promise<string> {
  return withClient(endpoints, async ({ workflow }) => (await workflow.getHandle(workflowId).describe()).status.name);
}

async function withClient<T>(endpoints: Endpoints, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: endpoints.temporalAddress });
  try {
    return await use(new Client({ connection, namespace: endpoints.namespace }));
  } finally {
    await connection.close();
  }
}
