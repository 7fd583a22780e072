/** The Apex methods that the components call (rooms console and rotation). */

/** Called, not wired: nothing of it is cacheable. */
declare interface ApexCall<Parameters, Result> {
  (parameters: Parameters): Promise<Result>;
}
declare interface ApexQuestion<Result> {
  (): Promise<Result>;
}

declare module '@salesforce/apex/HealthRecords.overview' {
  const overview: ApexQuestion<import('c/healthRecords').Overview>;
  export default overview;
}
declare module '@salesforce/apex/HealthRecords.certificates' {
  const certificates: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').CertificateRow>
  >;
  export default certificates;
}
declare module '@salesforce/apex/HealthRecords.goneCertificates' {
  const goneCertificates: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').CertificateRow>
  >;
  export default goneCertificates;
}
declare module '@salesforce/apex/HealthRecords.uses' {
  const uses: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').UseRow>
  >;
  export default uses;
}
declare module '@salesforce/apex/HealthRecords.findings' {
  const findings: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').FindingRow>
  >;
  export default findings;
}
declare module '@salesforce/apex/HealthRecords.coverage' {
  const coverage: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').CoverageRow>
  >;
  export default coverage;
}
declare module '@salesforce/apex/HealthRecords.waivers' {
  const waivers: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').FindingRow>
  >;
  export default waivers;
}
declare module '@salesforce/apex/HealthRecords.certificate' {
  const certificate: ApexCall<{ recordId: string }, import('c/healthRecords').CertificateRecord>;
  export default certificate;
}

declare module '@salesforce/apex/FindingDecisions.people' {
  /** Whom people may mean; nobody for less than two characters. */
  const people: ApexCall<{ typed: string }, readonly import('c/healthRecords').Suggestion[]>;
  export default people;
}

declare module '@salesforce/apex/FindingDecisions.acknowledge' {
  /** @returns number of records changed. */
  const acknowledge: ApexCall<{ findingIds: readonly string[]; note: string }, number>;
  export default acknowledge;
}
declare module '@salesforce/apex/FindingDecisions.waive' {
  /** `until`: ISO day, within 366 days. @returns number of records changed. */
  const waive: ApexCall<{ findingIds: readonly string[]; reason: string; until: string }, number>;
  export default waive;
}
declare module '@salesforce/apex/FindingDecisions.reopen' {
  /** @returns number of records changed. */
  const reopen: ApexCall<{ findingIds: readonly string[] }, number>;
  export default reopen;
}
declare module '@salesforce/apex/FindingDecisions.assign' {
  /** Certificates or findings. @returns number of records changed. */
  const assign: ApexCall<{ recordIds: readonly string[]; responsible: string }, number>;
  export default assign;
}
declare module '@salesforce/apex/FindingDecisions.note' {
  /** @returns number of records changed. */
  const note: ApexCall<{ certificateId: string; text: string }, number>;
  export default note;
}

declare module '@salesforce/apex/BrowserScan.snapshot' {
  const snapshot: ApexQuestion<import('c/healthRecords').OrgSnapshot>;
  export default snapshot;
}
declare module '@salesforce/apex/BrowserScan.bodies' {
  /** At most 40 names. */
  const bodies: ApexCall<{ names: readonly string[] }, import('c/healthRecords').CertificateBody[]>;
  export default bodies;
}
declare module '@salesforce/apex/BrowserScan.existing' {
  /** One of the objects that scans write, page by page. */
  const existing: ApexCall<
    { objectName: string; afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/healthRecords').ExistingRow>
  >;
  export default existing;
}
declare module '@salesforce/apex/BrowserScan.save' {
  /** At most 200 rows of one object. */
  const save: ApexCall<{ objectName: string; rowsJson: string }, import('c/healthRecords').SavedRow[]>;
  export default save;
}

declare module '@salesforce/apex/SetupAssistant.steps' {
  const steps: ApexQuestion<import('c/healthRecords').SetupStep[]>;
  export default steps;
}
declare module '@salesforce/apex/SetupAssistant.test' {
  const test: ApexQuestion<import('c/healthRecords').ConnectionTest>;
  export default test;
}
declare module '@salesforce/apex/SetupAssistant.schedule' {
  const schedule: ApexCall<{ hourUtc: number }, unknown>;
  export default schedule;
}
declare module '@salesforce/apex/SetupAssistant.unschedule' {
  const unschedule: ApexQuestion<unknown>;
  export default unschedule;
}
declare module '@salesforce/apex/SetupAssistant.saveSettings' {
  /** @returns the Id of the deployment that writes them. */
  const saveSettings: ApexCall<{ settingsJson: string }, string>;
  export default saveSettings;
}

declare module '@salesforce/apex/RotationRecords.overview' {
  const overview: ApexQuestion<import('c/rotationRecords').RotationOverview>;
  export default overview;
}
declare module '@salesforce/apex/RotationRecords.rotations' {
  const rotations: ApexCall<
    { afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/rotationRecords').RotationRow>
  >;
  export default rotations;
}
declare module '@salesforce/apex/RotationRecords.rotation' {
  const rotation: ApexCall<{ recordId: string }, import('c/rotationRecords').RotationRow>;
  export default rotation;
}
declare module '@salesforce/apex/RotationRecords.events' {
  const events: ApexCall<
    { recordId: string; afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/rotationRecords').RotationEventRow>
  >;
  export default events;
}
declare module '@salesforce/apex/RotationRecords.files' {
  const files: ApexCall<{ recordId: string }, string[]>;
  export default files;
}
declare module '@salesforce/apex/RotationRecords.parts' {
  const parts: ApexCall<
    { recordId: string; name: string; afterId: string | null },
    import('c/healthRecords').RecordPage<import('c/rotationRecords').RotationPartRow>
  >;
  export default parts;
}
declare module '@salesforce/apex/RotationApproval.approve' {
  /** `moment`: ISO date-time or empty. @returns number of the event. */
  const approve: ApexCall<{ rotationId: string; step: string; moment: string; note: string }, number>;
  export default approve;
}
