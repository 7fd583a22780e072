import type { JsonValue, Memory } from './authority.ts';

type JsonObject = Readonly<Record<string, JsonValue | undefined>>;

/** What a memory holds, as fields; nothing where it holds something else. */
export async function recall(memory: Memory): Promise<JsonObject> {
  return asObject(await memory.read());
}

/** What is done last with each memory. */
const turns = new WeakMap<Memory, Promise<unknown>>();

/** Reads and writes a memory while nobody else of this process does: what two change at a time is all kept. */
export function inTurn<Result>(memory: Memory, work: () => Promise<Result>): Promise<Result> {
  const done = (turns.get(memory) ?? Promise.resolve()).then(work);
  turns.set(
    memory,
    done.catch(() => undefined),
  );
  return done;
}

export function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

export function asText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asTexts(value: JsonValue | undefined): readonly string[] {
  return isList(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** A moment that was written as ISO text. */
export function asMoment(value: JsonValue | undefined): Date | undefined {
  const moment = new Date(asText(value) ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
