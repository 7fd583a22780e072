/** What a check may say. */

export type Severity = 'critical' | 'warning' | 'info';

/** Which way of using a certificate; the taxonomy of Salesforce's own guidance. */
export type UseId =
  | 'inbound-one-way-tls'
  | 'custom-domain'
  | 'outbound-apex-one-way-tls'
  | 'inbound-user-mtls'
  | 'inbound-api-mtls'
  | 'outbound-apex-mtls'
  | 'inbound-sso'
  | 'outbound-sso';

/** Evidence values stay plain so that they survive JSON. */
export type Evidence = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The document and section a rule comes from. */
export interface RuleSource {
  readonly document: string;
  readonly section: string;
  readonly url?: string;
}

/** What a check says of itself. */
export interface CheckFacts {
  /** Kebab-case, stable; also the name of its page in docs/checks. */
  readonly id: string;
  /** What it looks for, as a sentence. */
  readonly title: string;
  /** The worst severity it gives. */
  readonly severity: Severity;
  /** ISO date since when the rule applies; undefined: always. */
  readonly since?: string;
  readonly source: RuleSource;
  /** What it must know to decide, as a phrase. */
  readonly needs: string;
  /** Where the general remedy is, one sentence. */
  readonly remedy: string;
}

/** A subject of a finding: a holding, by source and API name. */
export interface HoldingRef {
  readonly source: string;
  readonly name: string;
}

export type Mover = 'customer' | 'both' | 'remote';

/** Configuration that uses the certificate of a finding. */
export interface FindingUser {
  /** Null: none of the eight uses, or nothing tells which. */
  readonly use: UseId | null;
  /** What people call the component. */
  readonly name: string;
  /** What kind of configuration it is: "Named credentials". */
  readonly place: string;
  /** What stops, in a few words: "PartnerGateway callouts". */
  readonly stops?: string;
}

/** One thing that is or will be wrong. */
export interface Finding {
  /** Stable between runs: derived from check, holding and subject, never from dates or wording. */
  readonly id: string;
  readonly check: string;
  readonly severity: Severity;
  readonly status: 'open' | 'waived';
  /** Why it is waived, by whom, and to which day (ISO); only with that status. */
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly until: string };
  /** Who sees to it, where the settings name somebody. */
  readonly owner?: string;
  /** A sentence about the consequence. */
  readonly title: string;
  /** Why, in a sentence or two. */
  readonly detail: string;
  /** SHA-256 fingerprint, where a certificate's bytes are known. */
  readonly certificate?: string;
  /** The holding it was found in, where there is one. */
  readonly holding?: HoldingRef;
  readonly use?: UseId;
  readonly reference?: {
    readonly source: string;
    readonly name: string;
    /** What people call it, where that is not its API name. */
    readonly label?: string;
    readonly field: string;
    readonly path?: string;
    readonly id?: string;
  };
  readonly evidence: Evidence;
  /** What to do: where to click or which command. */
  readonly remedy: string;
  /** The same in one sentence without names: what asks for the same has the same words. */
  readonly action?: string;
  /** What uses the certificate, as far as the configuration that was read tells; left out where nothing is known to. */
  readonly usedBy?: readonly FindingUser[];
  /** What stops when the certificate is not accepted, in clauses; "may" where no source says that it does. */
  readonly consequence?: string;
  /** Whose move it is; `both`: the other side gives what is then put in here. */
  readonly move?: Mover;
  /** ISO date by which to act. */
  readonly dueOn?: string;
  /** "Document, section". */
  readonly source: string;
  /** The command that shows the page of the check. */
  readonly docs: string;
  /**
   * The findings that are told as this one, because they ask for the same and none of them is urgent: each is whole, with its
   * own id, holding and certificate. Decisions of people are about these, and so are records.
   */
  readonly parts?: readonly Finding[];
}

/** A check that could not decide, and why. Never to be read as "fine". */
export interface NotChecked {
  readonly check: string;
  /** Name of the holding or source concerned; undefined when the check as a whole could not run. */
  readonly subject?: string;
  readonly reason: string;
  /** The part of the reason that is the same for all that the same would change, where it is not all of it. A sentence. */
  readonly cause?: string;
  readonly permission?: string;
  /** False: it could have been looked up and nobody asked for that, so that the scan failed in nothing. */
  readonly asked?: false;
}

/** A check that had all that it goes by, so that its silence means something. */
export interface DecidedCheck {
  readonly check: string;
  /** Names of holdings and sources about which it could not decide all the same. */
  readonly except?: readonly string[];
  /** Names of holdings of which it judged the certificate alone, not what vouches for it. */
  readonly ownOnly?: readonly string[];
}
