// Ends its child when stdin closes, that is when whoever started it is gone, kill -9 included: tests leave nothing behind.
import { spawn } from 'node:child_process';

const { command, args, stopSignal, uid, gid } = JSON.parse(process.argv[2]);
const child = spawn(command, args, { uid, gid, stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
const end = () => {
  child.kill(stopSignal);
  setTimeout(() => child.kill('SIGKILL'), 10_000);
};
process.stdin.resume().on('close', end);
// Asked to end by name, the guard must not leave its child without one.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);
