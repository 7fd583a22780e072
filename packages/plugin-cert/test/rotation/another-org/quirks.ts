/** How an org answers where the documentation leaves it free, or where a network stands between. */

/** How XML is written at a retrieve. */
export interface XmlStyle {
  readonly bom: boolean;
  readonly lineEnd: '\n' | '\r\n' | '';
  readonly indent: string;
  readonly order: 'as-given' | 'sorted' | 'reversed';
  /** `<a/>` in place of `<a></a>`. */
  readonly selfClosing: boolean;
  /** Quotes are escaped too, `&` by its number. */
  readonly escapesAll: boolean;
  readonly lastLineEnd: boolean;
  readonly comment: boolean;
}

export interface ArchiveStyle {
  readonly root: boolean;
  readonly folders: boolean;
  /** Sizes stand behind the content. */
  readonly descriptors: boolean;
  readonly deflated: boolean;
  readonly reversed: boolean;
}

export interface Quirks {
  readonly xml: XmlStyle;
  readonly archive: ArchiveStyle;
  /** How the text of a certificate is given. */
  readonly body: 'as-given' | 'crlf' | 'headed' | 'unended';
  /** What was uploaded with more around it is given as it was, and what is deployed is given bare. */
  readonly bareOnceDeployed: boolean;
  /** Elements that the org adds to what is deployed without them. */
  readonly defaults: boolean;
  /** Answers to a look at a retrieve or deployment before the one that says it is done. */
  readonly looks: number;
  /** Milliseconds that a deployment waits behind another. */
  readonly queued: number;
  readonly statuses: readonly string[];
  /** What is said beside a deployment that succeeded. */
  readonly warns: 'nothing' | 'success' | 'failure' | 'count';
  /** The first answer that says a retrieve is done has no archive yet. */
  readonly lateArchive: boolean;
  /** Milliseconds until the Tooling API shows a new record. */
  readonly hiddenFor: number;
  readonly expiration: 'date' | 'moment';
  /** Records in a page of a query. */
  readonly pageSize: number;
  readonly versions: readonly string[];
  readonly envelope: 'soapenv' | 'S';
  /** Elements without a value are given as nil. */
  readonly nils: boolean;
  readonly http: 'plain' | 'gzip' | 'chunked' | 'closing' | 'slow' | 'breaking';
  /** The session is over after so many requests, and another is given for the refresh token. */
  readonly sessionOf: number | undefined;
  /** A page of a proxy comes with status 200 in place of each answer of this number. */
  readonly pageAt: readonly number[];
  readonly busyAt: readonly number[];
  /** From this request on the org is at another address, and says so. */
  readonly movedFrom: number | undefined;
}

export const usualQuirks: Quirks = {
  xml: {
    bom: false,
    lineEnd: '\n',
    indent: '    ',
    order: 'sorted',
    selfClosing: false,
    escapesAll: false,
    lastLineEnd: true,
    comment: false,
  },
  archive: { root: false, folders: false, descriptors: true, deflated: true, reversed: false },
  body: 'as-given',
  bareOnceDeployed: false,
  defaults: false,
  looks: 0,
  queued: 0,
  statuses: ['Pending', 'InProgress'],
  warns: 'nothing',
  lateArchive: false,
  hiddenFor: 0,
  expiration: 'date',
  pageSize: 2000,
  versions: ['60.0', '66.0', '67.0'],
  envelope: 'soapenv',
  nils: false,
  http: 'plain',
  sessionOf: undefined,
  pageAt: [],
  busyAt: [],
  movedFrom: undefined,
};
