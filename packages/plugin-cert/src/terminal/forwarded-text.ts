import type { ServerReason } from '@cert-health/core';
import type { ProbedTarget } from '../probe/probe-servers.ts';
import type { Page } from './page.ts';

type Who = ServerReason['who'];

/** One thing to do, with every server that it is about. */
interface Task {
  readonly reason: ServerReason;
  readonly isReached: boolean;
  readonly targets: string[];
}

/**
 * Why, and what to do, by who has to do it, in words that can be sent on: each thing once, with the servers that it is about. Things
 * that are about the very same servers stand together.
 */
export function addForwarded(page: Page, targets: readonly ProbedTarget[]): void {
  const tasks = tasksOf(targets);
  for (const who of ['server-operator', 'caller'] as const) {
    const theirs = tasks.filter(({ reason }) => reason.who === who);
    for (const together of Map.groupBy(theirs, (task) => task.targets.join(' ')).values()) {
      page.blank();
      const [{ targets: about } = { targets: [] as string[] }] = together;
      page.indented(headingOf(who, about, targets.length), 3, page.paint.strong);
      for (const task of together) addTask(page, task);
    }
  }
}

function tasksOf(targets: readonly ProbedTarget[]): Task[] {
  const tasks = new Map<string, Task>();
  for (const { target, status, reasons } of targets) {
    const isReached = status === 'reached';
    for (const reason of reasons) {
      // What kept a server from being reached stands beside it; what to do about that is the same for many.
      const key = JSON.stringify([isReached && reason.message, reason.remedy, reason.rule, reason.who]);
      const known = tasks.get(key);
      if (!known) tasks.set(key, { reason, isReached, targets: [target] });
      else if (!known.targets.includes(target)) known.targets.push(target);
    }
  }
  return [...tasks.values()];
}

function headingOf(who: Who, about: readonly string[], shown: number): string {
  const names = about.join(', ');
  if (who === 'server-operator') return `For the operator of the server${about.length === 1 ? '' : 's'} ${names}:`;
  return shown === 1 ? 'For you:' : `For you, about ${names}:`;
}

function addTask(page: Page, { reason: { message, remedy, rule }, isReached }: Task): void {
  if (!isReached) return page.hanging('   - ', remedy);
  page.hanging('   - ', message);
  page.indented(remedy, 5);
  page.indented(rule, 5, page.paint.dim);
}
