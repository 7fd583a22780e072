import busy from '@salesforce/label/c.CertHealth_Check_Busy';
import chain from '@salesforce/label/c.CertHealth_Certificate_Chain';
import check from '@salesforce/label/c.CertHealth_Check_Check';
import clear from '@salesforce/label/c.CertHealth_Check_Clear';
import failed from '@salesforce/label/c.CertHealth_Check_Failed';
import file from '@salesforce/label/c.CertHealth_Check_File';
import fileUnreadable from '@salesforce/label/c.CertHealth_Check_FileUnreadable';
import fit from '@salesforce/label/c.CertHealth_Check_Fit';
import fitHelp from '@salesforce/label/c.CertHealth_Check_FitHelp';
import intro from '@salesforce/label/c.CertHealth_Check_Intro';
import nothing from '@salesforce/label/c.CertHealth_Check_Nothing';
import paste from '@salesforce/label/c.CertHealth_Check_Paste';
import pasteHint from '@salesforce/label/c.CertHealth_Check_PasteHint';
import privacy from '@salesforce/label/c.CertHealth_Check_Private';
import problems from '@salesforce/label/c.CertHealth_Check_Problems';
import readMany from '@salesforce/label/c.CertHealth_Check_ReadMany';
import readOne from '@salesforce/label/c.CertHealth_Check_ReadOne';
import sample from '@salesforce/label/c.CertHealth_Check_Sample';
import says from '@salesforce/label/c.CertHealth_Check_Says';
import title from '@salesforce/label/c.CertHealth_Nav_Check';

export const labels = {
  busy,
  chain,
  check,
  clear,
  failed,
  file,
  fileUnreadable,
  fit,
  fitHelp,
  intro,
  nothing,
  paste,
  pasteHint,
  privacy,
  problems,
  readMany,
  readOne,
  sample,
  says,
  title,
};
