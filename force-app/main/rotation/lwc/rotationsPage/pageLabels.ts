import byItselfOf from '@salesforce/label/c.CertHealth_Rotation_ByItselfOf';
import approvedNow from '@salesforce/label/c.CertHealth_Rotation_ApprovedNow';
import emptyText from '@salesforce/label/c.CertHealth_Rotation_EmptyText';
import emptyTitle from '@salesforce/label/c.CertHealth_Rotation_EmptyTitle';
import failed from '@salesforce/label/c.CertHealth_Rotation_Title_Failed';
import loading from '@salesforce/label/c.CertHealth_Loading';
import nobodyWaits from '@salesforce/label/c.CertHealth_Rotation_NobodyWaits';
import over from '@salesforce/label/c.CertHealth_Rotation_Title_Over';
import planned from '@salesforce/label/c.CertHealth_Rotation_Title_Planned';
import showAll from '@salesforce/label/c.CertHealth_Rotation_ShowAll';
import showFewer from '@salesforce/label/c.CertHealth_Rotation_ShowFewer';
import underWay from '@salesforce/label/c.CertHealth_Rotation_Title_UnderWay';
import waiting from '@salesforce/label/c.CertHealth_Rotation_Title_Waiting';

/** Texts of the list of rotations. */
export const labels = {
  byItselfOf,
  approvedNow,
  emptyText,
  emptyTitle,
  failed,
  loading,
  nobodyWaits,
  over,
  planned,
  showAll,
  showFewer,
  underWay,
  waiting,
};
