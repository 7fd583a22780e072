import { LightningElement, api } from 'lwc';
import type { ReportCertificate, ReportPath } from 'c/certificateEngine';
import { fill } from 'c/wording';
import { labels, stepsFrom } from './chainSteps';
import type { ChainStep } from './chainSteps';

/** Who vouches for a certificate, step by step, the root at the top: what was found out about each link. */
export default class CertificateChain extends LightningElement {
  /** What was found out; undefined: nothing was looked at, and `certificates` are drawn as they stand. */
  @api path: ReportPath | undefined;
  /** The certificate and those held with it, it first. */
  @api certificates: readonly ReportCertificate[] = [];
  /** A called server sends it: what is missing is missing there. */
  @api sentByServer = false;

  readonly labels = labels;

  get steps(): ChainStep[] {
    return stepsFrom(this.path, this.certificates, this.sentByServer);
  }

  get listed(): string {
    return this.path?.listed ? fill(labels.listed, this.path.listed) : '';
  }
}
