/** Source: LWC Developer Guide, PageReference Types. */
export interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly state?: Readonly<Record<string, string | null | undefined>>;
}
