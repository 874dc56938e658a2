// Runs a stack in a process of its own, which a test can kill: argv is folder and mode. Prints the endpoints once it is up.
import { startStack } from '../../embedded/stack.ts';

const [, , folder = '', mode] = process.argv;
const say = (line: string) => process.stderr.write(`${line}\n`);
const stack = await startStack({ folder, mode: mode === 'test' ? 'test' : 'embedded', say }).catch((error: Error) => {
  say(error.message);
  process.exit(1);
});
process.stdout.write(`${JSON.stringify(stack.endpoints)}\n`);
const stayingUp = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => void stack.stop().then(() => clearInterval(stayingUp)));
