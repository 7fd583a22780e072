/** What authorities touch, in memory: a clock that jumps, hooks that set records, a disk that survives a kill. */
import type { CaaRecord } from '@cert-health/core';
import type { JsonValue, Memory } from '../../../src/rotation/authorities/authority.ts';
import type { Clock, Outside } from '../../../src/rotation/authorities/ports.ts';
import type { CommandEnd, CommandRun, Processes } from '../../../src/rotation/authorities/processes.ts';

/** Time passes by sleeping only. */
export class TestClock implements Clock {
  #now: number;
  slept = 0;

  constructor(start = '2026-11-30T00:00:00Z') {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  sleep(duration: number): Promise<void> {
    this.slept += duration;
    this.#now += duration;
    return Promise.resolve();
  }

  pass(duration: number): void {
    this.#now += duration;
  }
}

/** JSON that is kept as a disk keeps it. */
export class TestMemory implements Memory {
  #text: string | undefined;
  writes = 0;

  constructor(value?: JsonValue) {
    if (value !== undefined) this.#text = JSON.stringify(value);
  }

  read(): JsonValue | undefined {
    return this.#text === undefined ? undefined : (JSON.parse(this.#text) as JsonValue);
  }

  write(value: JsonValue): Promise<void> {
    this.writes++;
    this.#text = JSON.stringify(value);
    return Promise.resolve();
  }

  get value(): Readonly<Record<string, JsonValue>> {
    return (this.read() ?? {}) as Readonly<Record<string, JsonValue>>;
  }
}

/** DNS and web servers of a test, which hooks change and authorities look at. */
export class TestWorld implements Processes, Outside {
  readonly records = new Map<string, string[]>();
  readonly files = new Map<string, string>();
  readonly caaRecords = new Map<string, readonly CaaRecord[] | Error>();
  readonly runs: CommandRun[] = [];
  /** Answers of hooks instead of doing as they are told. */
  answer: ((run: CommandRun) => Partial<CommandEnd> | undefined) | undefined;
  /** Hooks say that they did it, and nothing is there. */
  idle = false;

  run(run: CommandRun): Promise<CommandEnd> {
    this.runs.push(run);
    const answer = this.answer?.(run);
    if (answer) return Promise.resolve({ output: '', errors: '', ...answer });
    const { CERT_RECORD: record, CERT_PATH: path, CERT_DOMAIN: domain, CERT_VALUE: value = '' } = run.environment;
    const action = run.command.at(-1);
    const values = record === undefined ? [] : (this.records.get(record) ?? []);
    if (!this.idle && record !== undefined) {
      this.#setRecord(record, action === 'deploy' ? [...values, value] : values.filter((one) => one !== value));
    }
    if (!this.idle && path !== undefined) {
      const address = `http://${domain}${path}`;
      if (action === 'deploy') this.files.set(address, value);
      else this.files.delete(address);
    }
    return Promise.resolve({ code: 0, output: '', errors: '' });
  }

  #setRecord(record: string, values: string[]): void {
    if (values.length > 0) this.records.set(record, values);
    else this.records.delete(record);
  }

  caa(name: string): Promise<readonly CaaRecord[]> {
    const known = this.caaRecords.get(name) ?? [];
    return known instanceof Error ? Promise.reject(known) : Promise.resolve(known);
  }

  txt(name: string): Promise<readonly string[]> {
    return Promise.resolve(this.records.get(name) ?? []);
  }

  page(address: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(address));
  }

  /** Nothing that hooks set lies about. */
  get isClean(): boolean {
    return this.records.size === 0 && this.files.size === 0;
  }
}
