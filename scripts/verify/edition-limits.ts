/**
 * Metadata that an org refuses for its edition, or because it has no more of it left. One such component rolls the whole
 * deployment back, so it is deployed by itself, from the folder `optional`.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from './issue.ts';
import type { XmlRecord } from './xml-file.ts';
import { readXml, text } from './xml-file.ts';

/** Why an org may refuse a component; undefined: none does. */
type Limit = (root: XmlRecord) => string | undefined;

/**
 * Dynamic dashboards: 5 in Enterprise, 10 in Unlimited and Performance, 3 in Developer Edition, none in Professional (Salesforce
 * Help, Provide Individualized Views of a Dashboard). The others need a feature that is off in a new org (Metadata API Developer
 * Guide, Translations, Network, Territory2).
 */
const limits: Readonly<Record<string, Limit>> = {
  Dashboard: (root) =>
    text(root, 'dashboardType') === 'SpecifiedUser'
      ? undefined
      : 'a dashboard that runs as whoever looks at it, of which editions have few or none',
  Translations: () => 'translations, which need Translation Workbench',
  Network: () => 'an Experience Cloud site, which needs Digital Experiences',
  Territory2: () => 'a territory, which needs Sales Territories',
};

/** @param folder What is deployed in one go, in source format. */
export function editionLimits(folder: string): Issue[] {
  return globSync('**/*-meta.xml', { cwd: folder }).flatMap((file) => {
    const { type, root } = readXml(join(folder, file));
    const limit = limits[type]?.(root);
    return limit === undefined ? [] : [{ file, message: `Not every org takes it, and with it the app: ${limit}.` }];
  });
}
