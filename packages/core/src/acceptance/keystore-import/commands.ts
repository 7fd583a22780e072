import type { KeystoreKind } from '../../x509/index.ts';

/** How keytool calls the formats. */
const storeTypes: Readonly<Record<KeystoreKind, string>> = {
  jks: 'JKS',
  jceks: 'JCEKS',
  pkcs12: 'PKCS12',
  bks: 'BKS',
  uber: 'UBER',
  bcfks: 'BCFKS',
};

/** Formats that Java reads only with this provider; bcprov.jar is a download of bouncycastle.org. */
const needsProvider: ReadonlySet<KeystoreKind> = new Set<KeystoreKind>(['bks', 'uber', 'bcfks']);
const provider = ' -providerclass org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar';

/** What keytool has to be told of a keystore: its name, its kind and, for some, who reads it. */
export function storeArguments(file: string, kind: KeystoreKind): string {
  return `-keystore ${inCommand(file, 'FILE')} -storetype ${storeTypes[kind]}${needsProvider.has(kind) ? provider : ''}`;
}

/** Copies a keystore into one of another kind; keytool asks for the passwords. */
export function convertCommand(request: {
  readonly file: string;
  readonly kind: KeystoreKind;
  readonly newFile: string;
  /** One entry under a new name, in place of all. */
  readonly rename?: { readonly from: string; readonly to: string };
}): string {
  const { file, kind, newFile, rename } = request;
  const from = `-srckeystore ${inCommand(file, 'OLD')} -srcstoretype ${storeTypes[kind]}`;
  const to = `-destkeystore ${inCommand(newFile, 'NEW.jks')} -deststoretype JKS`;
  const names = rename
    ? ` -srcalias ${inCommand(rename.from, 'ALIAS')} -destalias ${inCommand(rename.to, 'NAME')}`
    : '';
  return `keytool -importkeystore ${from}${names} ${to}${needsProvider.has(kind) ? provider : ''}`;
}

/** The name of a new Java keystore beside a file. */
export function newStoreFor(file: string): string {
  const base = file.replace(/\.[^./\\]*$/, '');
  return file.toLowerCase().endsWith('.jks') ? `${base}-salesforce.jks` : `${base}.jks`;
}

/**
 * A name as a command can carry it. Names come from strangers, and a command is copied into a shell: what a shell could
 * take for more than a name is left to the reader to fill in.
 */
export function inCommand(name: string, placeholder: string): string {
  if (/^[\w./:\\][\w.+@:/\\-]*$/.test(name)) return name;
  return /^[\w./:\\][\w.+@:/\\ -]*$/.test(name) ? `"${name}"` : placeholder;
}
