import { connect } from 'node:net';

/** True once somebody listens on this port of this machine. */
export function listens(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (met: true | undefined) => {
      socket.destroy();
      resolve(met);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(undefined));
  });
}
