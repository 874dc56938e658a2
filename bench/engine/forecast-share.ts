/** A process of the forecast: tells its share of the stands ahead, by the rules alone. */
import { tellAhead, type Share } from './forecast-stands.ts';

process.once('message', (share: Share) => {
  const told = tellAhead(share, (count) => process.send!(count));
  process.send!(told, () => process.disconnect());
});
