/** What looking at many servers takes, beside the bare handshakes that it cannot do without. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';
import { probeServers } from '../src/probe/probe-servers.ts';
import { parseTarget } from '../src/tls/target.ts';

const HOSTS = 200;
const ROUND_TRIP_MS = 50;
/** As many as the command looks at at the same time. */
const AT_ONCE = 16;
/** A server is asked for both kinds of key, the second time when the first answer is known. */
const HANDSHAKES = 2;
const STALLED_TIMEOUT_MS = 1_500;
const RUNS = 3;

/** Starts servers in a process of their own, and ends it behind the work. */
async function withServers<Result>(
  count: number,
  stalled: number,
  work: (ports: readonly number[]) => Promise<Result>,
): Promise<Result> {
  const program = join(import.meta.dirname, 'far-servers.ts');
  const argv = ['--conditions=source', program, String(count), String(ROUND_TRIP_MS), String(stalled)];
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return await work(JSON.parse(line) as number[]);
  } finally {
    child.stdin.end();
    await ended;
  }
}

async function probed(ports: readonly number[], timeout = 20_000): Promise<number> {
  const servers = ports.map((port) => ({ target: parseTarget(`127.0.0.1:${port}`), foundIn: [] }));
  const start = performance.now();
  const { probe } = await probeServers({ servers, serverName: 'partner.example', timeout, atOnce: AT_ONCE });
  const took = performance.now() - start;
  const reached = probe.targets.filter(({ status }) => status === 'reached').length;
  if (timeout >= 20_000 && reached !== ports.length)
    throw new Error(`Only ${reached} of ${ports.length} were reached.`);
  return took;
}

async function bare(ports: readonly number[]): Promise<number> {
  const start = performance.now();
  const queue = ports.values();
  const worker = async (): Promise<void> => {
    for (const port of queue) for (let count = 0; count < HANDSHAKES; count++) await handshake(port);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return performance.now() - start;
}

async function handshake(port: number): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port, servername: 'partner.example', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  socket.on('error', () => undefined);
  socket.destroy();
}

/** The middle of a few runs, the two sides by turns, so that a moment when the machine is busy counts for both. */
async function compared(ports: readonly number[]): Promise<{ ours: number; theirs: number }> {
  await bare(ports.slice(0, AT_ONCE));
  await probed(ports.slice(0, AT_ONCE));
  const runs: { ours: number; theirs: number }[] = [];
  for (let run = 0; run < RUNS; run++) runs.push({ theirs: await bare(ports), ours: await probed(ports) });
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[RUNS >> 1] as number;
  return { ours: middle(runs.map(({ ours }) => ours)), theirs: middle(runs.map(({ theirs }) => theirs)) };
}

export async function measure() {
  const { ours, theirs } = await withServers(HOSTS, 0, compared);
  // One of them stalls from the first byte on; all others have answered long before its time is over.
  const { all, rest } = await withServers(HOSTS / 2, 1, async (ports) => ({
    rest: await probed(ports.slice(1)),
    all: await probed(ports, STALLED_TIMEOUT_MS),
  }));
  const cost = Math.max(0, all - rest) / STALLED_TIMEOUT_MS;
  return [
    {
      name: `${HOSTS} servers with ${ROUND_TRIP_MS} ms of latency looked at and judged, ${AT_ONCE} at once`,
      value: ours,
      unit: 'ms',
      baseline: { name: `${HOSTS * HANDSHAKES} bare handshakes of node:tls, ${AT_ONCE} at once`, value: theirs },
      target: 'under 4,000 ms, at most 1.5 times the baseline',
      reached: ours < 4_000 && ours <= 1.5 * theirs,
    },
    {
      name: `one stalled among ${HOSTS / 2} servers, what it adds to the run as part of its own timeout`,
      value: cost,
      unit: 'of the timeout',
      target: 'at most 1.1',
      reached: cost <= 1.1,
    },
  ];
}

if (import.meta.main) console.log(await measure());
