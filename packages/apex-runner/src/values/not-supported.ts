/** What Apex can do and the runner cannot: it ends the run, and no `catch` of the program sees it. */
export class NotSupported extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotSupported';
  }
}
