import type { Severity } from '../findings/index.ts';
import type { ExposedKey } from '../inventory/index.ts';
import { keyWords } from '../secrets/index.ts';
import type { Check, Observation } from './check.ts';

/** A secret key lies where others can take it. */
export const exposedKey: Check = {
  id: 'exposed-key',
  title: 'A private key lies in a file, in code or in configuration, where whoever sees it can take it.',
  severity: 'critical',
  source: {
    document: 'CWE-540',
    section: 'Inclusion of Sensitive Information in Source Code',
    url: 'https://cwe.mitre.org/data/definitions/540.html',
  },
  needs: 'the files of the project, or the code and configuration of the org',
  inputs: ['exposed-keys'],
  remedy:
    'Take the key for known: make a new one in Certificate and Key Management, and remove this one and its history.',
  run({ inventory }) {
    const places = Map.groupBy(inventory.exposedKeys ?? [], placeOf);
    return { observations: [...places.values()].flatMap((keys) => keys.map(observe)), notChecked: [] };
  },
};

/** What a place is called, by metadata type. */
const placeWords: Readonly<Record<string, string>> = {
  ApexClass: 'the Apex class',
  ApexTrigger: 'the Apex trigger',
  CustomLabel: 'the custom label',
  CustomMetadata: 'the custom metadata record',
  CustomSetting: 'the custom setting',
  Flow: 'the flow',
};

/** Fields that say nothing which the name of the place does not. */
const plainFields: readonly string[] = ['value', 'stringValue'];

/** A key without its place in the file: what stays the same when a line is added above it. */
function placeOf({ source, name, field, path, id }: ExposedKey): string {
  return [source, name, field, path, id].join('\0');
}

function observe(key: ExposedKey, position: number): Observation {
  const { source, name, field, path, line, id, form, protection, doubtful } = key;
  const what = keyWords(form);
  const isLocked = protection === 'password';
  const place = inWords(key);
  return {
    severity: severityOf(key),
    title: doubtful
      ? `${capital(place)} holds what looks like a private key: whoever sees it may have the key`
      : isLocked
        ? `Whoever sees ${place} needs only a password for the private key in it`
        : `Whoever sees ${place} has the private key in it`,
    detail:
      `${doubtful ? `A ${what} begins there${lineWords(line)}, and could not be read to its end` : `A ${what} is there${lineWords(line)}${isLocked ? ', under a password' : ', unprotected'}`}. ` +
      whoHasIt(source) +
      ' Nothing of it is repeated in this report.',
    remedy: remedyFor(key),
    evidence: {
      form: what,
      protection,
      ...(doubtful ? { doubtful } : {}),
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    },
    reference: {
      source,
      name,
      field: field ?? 'File',
      ...(path === undefined ? {} : { path }),
      ...(id === undefined ? {} : { id }),
    },
    discriminator: [source, path ?? name, field, position === 0 ? undefined : position + 1].filter(Boolean).join('/'),
  };
}

/** Under a password it takes some guessing, and what is damaged may be of no use. */
function severityOf({ protection, doubtful }: ExposedKey): Severity {
  return protection === 'password' || doubtful ? 'warning' : 'critical';
}

/** `the custom metadata record Push_Account.Main, field Private_Key__c`; `the file ci/server.key`. */
function inWords({ name, field, path }: ExposedKey): string {
  if (field === undefined) return `the file ${path ?? name}`;
  const dot = field.indexOf('.');
  const type = dot < 0 ? field : field.slice(0, dot);
  const rest = dot < 0 ? '' : field.slice(dot + 1);
  const own = rest === '' || plainFields.includes(rest) ? '' : `, field ${rest}`;
  return `${placeWords[type] ?? type} ${name}${own}`;
}

function whoHasIt(source: string): string {
  if (source.startsWith('org.')) return 'Every user who may see this place in the org can copy it.';
  if (source.startsWith('file:')) return 'Whoever has the file or a copy of it has it.';
  return 'Whoever has the repository or a copy of it has it, also after the file was deleted, from its history.';
}

function lineWords(line: number | undefined): string {
  return line === undefined ? '' : ` (line ${line})`;
}

function remedyFor({ source, path }: ExposedKey): string {
  const make =
    'Take this key for known. Make a new one in Setup > Certificate and Key Management, where it never leaves Salesforce, give its ' +
    'certificate to whoever has the old one, and have the old certificate revoked. ';
  if (source.startsWith('org.')) return `${make}Then delete the key here.`;
  if (source.startsWith('file:')) return `${make}Then delete ${path ?? 'the file'}, and every copy of it.`;
  return `${make}Then take the key out of the repository and out of its history (git filter-repo).`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
