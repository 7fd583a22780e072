import by from '@salesforce/label/c.CertHealth_Waiver_By';
import byOn from '@salesforce/label/c.CertHealth_Waiver_ByOn';
import bySettings from '@salesforce/label/c.CertHealth_Waiver_BySettings';
import emptyText from '@salesforce/label/c.CertHealth_Waiver_EmptyText';
import emptyTitle from '@salesforce/label/c.CertHealth_Waiver_EmptyTitle';
import loading from '@salesforce/label/c.CertHealth_Waiver_Loading';
import noEnd from '@salesforce/label/c.CertHealth_Waiver_NoEnd';
import reason from '@salesforce/label/c.CertHealth_Decision_Reason';
import reopen from '@salesforce/label/c.CertHealth_Decision_Reopen';
import title from '@salesforce/label/c.CertHealth_Waiver_Title';
import until from '@salesforce/label/c.CertHealth_Decision_LastDay';
import what from '@salesforce/label/c.CertHealth_Waiver_What';

export const labels = {
  by,
  byOn,
  bySettings,
  emptyText,
  emptyTitle,
  loading,
  noEnd,
  reason,
  reopen,
  title,
  until,
  what,
};
