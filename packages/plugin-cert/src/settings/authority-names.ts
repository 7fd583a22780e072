import { isMap, isScalar } from 'yaml';
import type { Shape } from './shape.ts';

/** The names of authorities. What stands under a name is read by whoever speaks to that authority. */
export const authorityNames: Shape<ReadonlyMap<string, unknown>> = {
  schema: { type: 'object', additionalProperties: { type: 'object' } },
  read(node, notes) {
    const target = notes.resolve(node);
    if (isScalar(target) && (target.value === null || target.value === '')) return new Map();
    if (!isMap(target)) return notes.add(node, 'Names are missing here; write each authority under a name of its own.');
    const names = new Map<string, unknown>();
    for (const { key, value } of target.items) {
      if (!isScalar(key)) continue;
      if (isMap(notes.resolve((value ?? key) as never))) names.set(String(key.value), value);
      else
        notes.add(
          (value ?? key) as never,
          `"${String(key.value)}" says nothing; write what kind of authority it is, such as type: command.`,
        );
    }
    return names;
  },
};
