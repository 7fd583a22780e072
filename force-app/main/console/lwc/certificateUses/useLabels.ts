import breaks from '@salesforce/label/c.CertHealth_Use_Breaks';
import breaksUnknown from '@salesforce/label/c.CertHealth_Use_BreaksUnknown';
import namedOnly from '@salesforce/label/c.CertHealth_Use_NamedOnly';
import noneText from '@salesforce/label/c.CertHealth_Use_NoneText';
import noneTitle from '@salesforce/label/c.CertHealth_Use_NoneTitle';
import rests from '@salesforce/label/c.CertHealth_Card_Evidence';
import seen from '@salesforce/label/c.CertHealth_Use_Seen';
import unknownTitle from '@salesforce/label/c.CertHealth_Use_UnknownTitle';
import rotates from '@salesforce/label/c.CertHealth_Use_Rotates';
import setup from '@salesforce/label/c.CertHealth_Use_Setup';

export const labels = {
  breaks,
  breaksUnknown,
  namedOnly,
  noneText,
  noneTitle,
  rests,
  rotates,
  seen,
  setup,
  unknownTitle,
};
