import approve from '@salesforce/label/c.CertHealth_Rotation_Approve';
import back from '@salesforce/label/c.CertHealth_Rotation_Back';
import breaks from '@salesforce/label/c.CertHealth_Rotation_Breaks';
import byHand from '@salesforce/label/c.CertHealth_Rotation_ByHand';
import events from '@salesforce/label/c.CertHealth_Rotation_Events';
import goOn from '@salesforce/label/c.CertHealth_Rotation_GoOn';
import loading from '@salesforce/label/c.CertHealth_Loading';
import looksItself from '@salesforce/label/c.CertHealth_Rotation_LooksItself';
import notChosen from '@salesforce/label/c.CertHealth_Rotation_NotChosen';
import partner from '@salesforce/label/c.CertHealth_Rotation_Partner';
import references from '@salesforce/label/c.CertHealth_Rotation_References';
import steps from '@salesforce/label/c.CertHealth_Rotation_Steps';
import undoHow from '@salesforce/label/c.CertHealth_Rotation_UndoHow';
import unreadable from '@salesforce/label/c.CertHealth_Rotation_Unreadable';
import warnings from '@salesforce/label/c.CertHealth_Rotation_Warnings';

/** Texts of the page of one rotation. */
export const labels = {
  approve,
  back,
  breaks,
  byHand,
  events,
  goOn,
  loading,
  looksItself,
  notChosen,
  partner,
  references,
  steps,
  undoHow,
  unreadable,
  warnings,
};
