import breaks from '@salesforce/label/c.CertHealth_Rotation_Mail_Breaks';
import copied from '@salesforce/label/c.CertHealth_Rotation_Copied';
import copy from '@salesforce/label/c.CertHealth_Rotation_Copy';
import download from '@salesforce/label/c.CertHealth_Rotation_Download';
import ends from '@salesforce/label/c.CertHealth_Rotation_Mail_Ends';
import fileUnread from '@salesforce/label/c.CertHealth_Rotation_FileUnread';
import fingerprint from '@salesforce/label/c.CertHealth_Rotation_Mail_Fingerprint';
import hello from '@salesforce/label/c.CertHealth_Rotation_Mail_Hello';
import loading from '@salesforce/label/c.CertHealth_Loading';
import notCopied from '@salesforce/label/c.CertHealth_Rotation_NotCopied';
import notMadeYet from '@salesforce/label/c.CertHealth_Rotation_NotMadeYet';
import subject from '@salesforce/label/c.CertHealth_Rotation_Mail_Subject';
import text from '@salesforce/label/c.CertHealth_Rotation_Text';
import toDo from '@salesforce/label/c.CertHealth_Rotation_Mail_Do';
import valid from '@salesforce/label/c.CertHealth_Rotation_Mail_Valid';
import what from '@salesforce/label/c.CertHealth_Rotation_Mail_What';
import when from '@salesforce/label/c.CertHealth_Rotation_Mail_When';
import whenReady from '@salesforce/label/c.CertHealth_Rotation_Mail_WhenReady';

/** Texts of what is sent to the other side. */
export const labels = {
  breaks,
  copied,
  copy,
  download,
  ends,
  fileUnread,
  fingerprint,
  hello,
  loading,
  notCopied,
  notMadeYet,
  subject,
  text,
  toDo,
  valid,
  what,
  when,
  whenReady,
};
