import type { Finding } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { visible } from './escape.ts';
import { heldIn } from './held.ts';
import { keyOfHolding } from '../findings/holding-key.ts';

/** The folder in which the scan was started; consumers take it for the root of the repository. */
export const SOURCE_ROOT = '%SRCROOT%';

/** Blamed for what lies in an org and in no file: every Salesforce project has it, at its root. */
const PROJECT_FILE = 'sfdx-project.json';

/** The very beginning of a file: the finding is about all of it, and GitHub asks for every one of these. */
const BEGINNING = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

export type LocationOf = (finding: Finding) => object;

/**
 * Where findings are shown. The first that is known: the file of the configuration that is wrong, the file of the
 * holding, a file that holds the same certificate (a scan of an org together with its project), the project file.
 * The holding itself is always named, as a logical location.
 */
export function locationsIn(report: HealthReport): LocationOf {
  const held = heldIn(report);
  const known = [...held.map(({ holding }) => holding), ...report.pending].filter(({ path }) => path);
  const byHolding = new Map(known.map((holding) => [keyOfHolding(holding), holding.path]));
  const byCertificate = new Map(
    held.flatMap(({ holding, certificate }) => (holding.path ? [[certificate.fingerprint, holding.path]] : [])),
  );
  return ({ reference, holding, certificate }) => {
    const path =
      reference?.path ??
      (holding && byHolding.get(keyOfHolding(holding))) ??
      (certificate && byCertificate.get(certificate));
    const subject = holding ?? reference;
    return {
      physicalLocation: { artifactLocation: artifactLocation(path || PROJECT_FILE), region: BEGINNING },
      ...(subject ? { logicalLocations: [logicalLocation(subject, report)] } : {}),
    };
  };
}

function logicalLocation({ source, name }: { source: string; name: string }, { org }: HealthReport): object {
  return {
    name: visible(name),
    fullyQualifiedName: [org?.id ?? 'files', source, name].map(visible).join('/'),
    kind: 'resource',
  };
}

function artifactLocation(path: string): object {
  const uri = uriOf(path);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: SOURCE_ROOT };
}

/**
 * A path as a URI reference (RFC 3986): relative stays relative, absolute becomes `file:` (RFC 8089), `.` and empty
 * segments go (SARIF 2.1.0 section 3.10.2).
 */
export function uriOf(path: string): string {
  const slashed = path.toWellFormed().replaceAll('\\', '/');
  const drive = /^[A-Za-z]:(?=\/)/.exec(slashed)?.[0] ?? '';
  const segments = slashed
    .slice(drive.length)
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .map(encodeURIComponent)
    .join('/');
  if (drive) return `file:///${drive}/${segments}`;
  return slashed.startsWith('/') ? `file:///${segments}` : segments;
}
