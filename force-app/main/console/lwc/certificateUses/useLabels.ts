import breaks from '@salesforce/label/c.CertHealth_Use_Breaks';
import breaksUnknown from '@salesforce/label/c.CertHealth_Use_BreaksUnknown';
import noneText from '@salesforce/label/c.CertHealth_Use_NoneText';
import noneTitle from '@salesforce/label/c.CertHealth_Use_NoneTitle';
import rotates from '@salesforce/label/c.CertHealth_Use_Rotates';
import setup from '@salesforce/label/c.CertHealth_Use_Setup';

export const labels = { breaks, breaksUnknown, noneText, noneTitle, rotates, setup };
