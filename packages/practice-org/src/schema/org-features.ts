import type { PublishedSchema } from './object-schema.ts';

/**
 * Adds what the feature "Mutual Authentication" brings to an org: the permission field that enforces it. The published
 * types come from orgs without the feature; the field is in Apex stubs generated from orgs that have it
 * (apex-dev-tools/sobject-types, PermissionSet).
 */
export function withMutualAuthentication(schema: PublishedSchema): PublishedSchema {
  const known = featured.get(schema);
  if (known !== undefined) return known;
  const permissionSet = schema.data['PermissionSet'];
  if (permissionSet === undefined) return schema;
  const extended: PublishedSchema = {
    ...schema,
    data: {
      ...schema.data,
      PermissionSet: {
        ...permissionSet,
        fields: { ...permissionSet.fields, PermissionsEnforceMutualAuthentication: 'boolean' },
      },
    },
  };
  featured.set(schema, extended);
  return extended;
}

const featured = new WeakMap<PublishedSchema, PublishedSchema>();
