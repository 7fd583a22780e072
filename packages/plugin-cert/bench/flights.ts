/** Reading hostile flights of servers: each ends, in bounded time and memory. A part of them is read in the tests too. */
import { readMutated } from '../test/tls/mutated-flights.ts';

const FLIGHTS = 200_000;
const MB = 1024 * 1024;

export function measure() {
  let slowest = 0;
  let refused = 0;
  let peak = 0;
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  for (let seed = 1; seed <= FLIGHTS; seed++) {
    const began = process.cpuUsage();
    // Whatever is no typed error of the reader ends the run here.
    if (readMutated(seed).problem) refused++;
    const took = process.cpuUsage(began);
    slowest = Math.max(slowest, (took.user + took.system) / 1000);
    if (seed % 1000 === 0) peak = Math.max(peak, process.memoryUsage().rss - before);
  }
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1_000_000;
  const isRead = refused > FLIGHTS / 100 && refused < FLIGHTS - FLIGHTS / 100;
  const what = `${FLIGHTS.toLocaleString('en-US')} mutated flights of servers`;
  return Promise.resolve([
    {
      name: `${what} made and read, ${refused.toLocaleString('en-US')} of them refused with a typed error`,
      value: seconds,
      unit: 's CPU',
      target: 'under 200 s CPU, each ends',
      reached: isRead && seconds < 200,
    },
    {
      name: 'the slowest of them',
      value: slowest,
      unit: 'ms CPU',
      target: 'under 500 ms CPU',
      reached: slowest < 500,
    },
    {
      name: 'memory that they took at most, beside what was there before',
      value: peak / MB,
      unit: 'MB',
      target: 'under 200 MB',
      reached: peak < 200 * MB,
    },
  ]);
}

if (import.meta.main) console.log(await measure());
