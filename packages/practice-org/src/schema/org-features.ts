import { documentedFields, documentedObjects } from './documented-objects.ts';
import { documentedRules } from './documented-rules.ts';
import type { ObjectSchema, PublishedSchema } from './object-schema.ts';

type Objects = Readonly<Record<string, ObjectSchema>>;

/** The objects of the data API with what documentation adds to the published types. */
export function documentedData(schema: PublishedSchema): Objects {
  return once(documented, schema.data, (data) => ({
    ...documentedObjects,
    ...withRules(withFields(data, documentedFields)),
  }));
}

/**
 * Adds what the feature "Mutual Authentication" brings to an org: the permission field that enforces it. The published
 * types come from orgs without the feature; the field is in Apex stubs generated from orgs that have it
 * (apex-dev-tools/sobject-types, PermissionSet).
 */
export function withMutualAuthentication(data: Objects): Objects {
  const field = { PermissionsEnforceMutualAuthentication: 'boolean' } as const;
  return once(featured, data, (objects) => withFields(objects, { PermissionSet: field }));
}

function withRules(objects: Objects): Objects {
  const ruled = Object.entries(documentedRules).flatMap(([name, rules]): [string, ObjectSchema][] => {
    const object = objects[name];
    return object === undefined ? [] : [[name, { ...object, ...rules }]];
  });
  return { ...objects, ...Object.fromEntries(ruled) };
}

const documented = new WeakMap<Objects, Objects>();
const featured = new WeakMap<Objects, Objects>();

function withFields(objects: Objects, fields: Readonly<Record<string, ObjectSchema['fields']>>): Objects {
  const extended = Object.entries(fields).flatMap(([name, more]): [string, ObjectSchema][] => {
    const object = objects[name];
    return object === undefined ? [] : [[name, { ...object, fields: { ...object.fields, ...more } }]];
  });
  return { ...objects, ...Object.fromEntries(extended) };
}

/** Every request asks for the same. */
function once(kept: WeakMap<Objects, Objects>, key: Objects, make: (objects: Objects) => Objects): Objects {
  const known = kept.get(key) ?? make(key);
  kept.set(key, known);
  return known;
}
