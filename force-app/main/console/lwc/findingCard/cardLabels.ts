import acknowledge from '@salesforce/label/c.CertHealth_Decision_Acknowledge';
import assign from '@salesforce/label/c.CertHealth_Decision_Assign';
import docs from '@salesforce/label/c.CertHealth_Card_Docs';
import due from '@salesforce/label/c.CertHealth_Card_Due';
import evidence from '@salesforce/label/c.CertHealth_Card_Evidence';
import nobody from '@salesforce/label/c.CertHealth_Table_Nobody';
import remedy from '@salesforce/label/c.CertHealth_Card_Remedy';
import reopen from '@salesforce/label/c.CertHealth_Decision_Reopen';
import resolved from '@salesforce/label/c.CertHealth_Card_Resolved';
import responsible from '@salesforce/label/c.CertHealth_Table_Responsible';
import rose from '@salesforce/label/c.CertHealth_Card_Rose';
import rule from '@salesforce/label/c.CertHealth_Card_Rule';
import since from '@salesforce/label/c.CertHealth_Card_Since';
import use from '@salesforce/label/c.CertHealth_Card_Use';
import waive from '@salesforce/label/c.CertHealth_Decision_Waive';

export const labels = {
  acknowledge,
  assign,
  docs,
  due,
  evidence,
  nobody,
  remedy,
  reopen,
  resolved,
  responsible,
  rose,
  rule,
  since,
  use,
  waive,
};
