import again from '@salesforce/label/c.CertHealth_Rotation_Again';
import approvedBy from '@salesforce/label/c.CertHealth_Rotation_ApprovedBy';
import approvedFrom from '@salesforce/label/c.CertHealth_Rotation_ApprovedFrom';
import attempts from '@salesforce/label/c.CertHealth_Rotation_Attempts';
import changes from '@salesforce/label/c.CertHealth_Rotation_Changes';
import component from '@salesforce/label/c.CertHealth_Rotation_Change_Component';
import details from '@salesforce/label/c.CertHealth_Rotation_Details';
import effect from '@salesforce/label/c.CertHealth_Rotation_Effect';
import field from '@salesforce/label/c.CertHealth_Rotation_Change_Field';
import from from '@salesforce/label/c.CertHealth_Rotation_Change_From';
import noUndo from '@salesforce/label/c.CertHealth_Rotation_NoUndo';
import precondition from '@salesforce/label/c.CertHealth_Rotation_Precondition';
import to from '@salesforce/label/c.CertHealth_Rotation_Change_To';
import undo from '@salesforce/label/c.CertHealth_Rotation_Undo';
import verification from '@salesforce/label/c.CertHealth_Rotation_Verification';

/** Texts of the list of steps. */
export const labels = {
  again,
  approvedBy,
  approvedFrom,
  attempts,
  changes,
  component,
  details,
  effect,
  field,
  from,
  noUndo,
  precondition,
  to,
  undo,
  verification,
};
