/** The custom labels of the app, by name. */
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { labelsFile } from './places.ts';

export function customLabels(): ReadonlyMap<string, string> {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, isArray: (name) => name === 'labels' });
  const { CustomLabels } = parser.parse(readFileSync(labelsFile, 'utf8')) as {
    CustomLabels: { labels: readonly { fullName: string; value: string }[] };
  };
  return new Map(CustomLabels.labels.map(({ fullName, value }) => [fullName, value]));
}
