import connection from '@salesforce/label/c.CertHealth_Settings_Connection';
import levels from '@salesforce/label/c.CertHealth_Settings_Levels';
import loading from '@salesforce/label/c.CertHealth_Settings_Loading';
import notifications from '@salesforce/label/c.CertHealth_Settings_Notifications';
import readOnly from '@salesforce/label/c.CertHealth_Settings_ReadOnly';
import responsible from '@salesforce/label/c.CertHealth_Settings_Responsible';
import responsibleHelp from '@salesforce/label/c.CertHealth_Settings_ResponsibleHelp';
import retention from '@salesforce/label/c.CertHealth_Keep_Title';
import saved from '@salesforce/label/c.CertHealth_Settings_Saved';
import waivers from '@salesforce/label/c.CertHealth_Waiver_Title';

export const labels = {
  connection,
  levels,
  loading,
  notifications,
  readOnly,
  responsible,
  responsibleHelp,
  retention,
  saved,
  waivers,
};
