import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { choosePort, freePorts, retryOnTakenPort } from '../../embedded/ports.ts';
import { PortTakenError, StackError } from '../../embedded/stack-error.ts';

const silent = () => undefined;

test('the wanted port is taken where it is free', async () => {
  const [free = 0] = await freePorts(1);
  expect(await choosePort('Temporal', free, silent)).toBe(free);
});

test('where the wanted port is taken, another one is chosen and both are named', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const said: string[] = [];
  const chosen = await choosePort('Temporal', port, (line) => said.push(line));
  expect(chosen).not.toBe(port);
  expect(said).toEqual([`port ${port} is taken; Temporal goes to ${chosen}`]);
  server.close();
});

test('nine ports at once are nine different ones', async () => {
  expect(new Set(await freePorts(9)).size).toBe(9);
});

test('a port lost between choosing and listening is chosen anew, twice, and then it is told', async () => {
  let tries = 0;
  const lost = () => Promise.reject(new PortTakenError(`try ${(tries += 1)}`));
  await expect(retryOnTakenPort(lost)).rejects.toThrow('try 3');
});

test('any other failure is told at once', async () => {
  let tries = 0;
  const failing = () => Promise.reject(new StackError(`try ${(tries += 1)}`));
  await expect(retryOnTakenPort(failing)).rejects.toThrow('try 1');
});
