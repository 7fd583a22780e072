import { LightningElement } from 'lwc';
import firstReportLabel from '@salesforce/label/c.CertificateHealth_FirstReport';
import noReportLabel from '@salesforce/label/c.CertificateHealth_NoReport';
import openSetupLabel from '@salesforce/label/c.CertificateHealth_OpenSetup';
import titleLabel from '@salesforce/label/c.CertificateHealth_Title';

/** Home of the app while no report is stored in the org: says so, and how to get one. */
export default class CertificateHealthHome extends LightningElement {
  readonly labels = {
    firstReport: firstReportLabel,
    noReport: noReportLabel,
    openSetup: openSetupLabel,
    title: titleLabel,
  };

  readonly command = 'sf cert health --target-org my-org';

  readonly setupAddress = '/lightning/setup/CertificatesAndKeysManagement/home';
}
