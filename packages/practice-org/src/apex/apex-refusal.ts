/** What Apex throws to a component: one sentence, and the type of the exception. */
export class ApexRefusal extends Error {
  readonly exceptionType: string | undefined;

  constructor(message: string, exceptionType?: string) {
    super(message);
    this.name = 'ApexRefusal';
    this.exceptionType = exceptionType;
  }
}

/** What our controllers throw: an AuraHandledException, whose message is for people. */
export function handled(sentence: string): ApexRefusal {
  return new ApexRefusal(sentence, 'System.AuraHandledException');
}
