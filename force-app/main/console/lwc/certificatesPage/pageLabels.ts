import all from '@salesforce/label/c.CertHealth_Certificates_ShowAll';
import calendar from '@salesforce/label/c.CertHealth_Calendar_Button';
import emptyText from '@salesforce/label/c.CertHealth_Certificates_EmptyText';
import emptyTitle from '@salesforce/label/c.CertHealth_Certificates_EmptyTitle';
import exportCsv from '@salesforce/label/c.CertHealth_Certificates_Export';
import goneLoading from '@salesforce/label/c.CertHealth_Certificates_GoneLoading';
import goneNone from '@salesforce/label/c.CertHealth_Certificates_GoneNone';
import goneError from '@salesforce/label/c.CertHealth_Certificates_GoneError';
import loading from '@salesforce/label/c.CertHealth_Certificates_Loading';
import noFitText from '@salesforce/label/c.CertHealth_Certificates_NoFitText';
import noFitTitle from '@salesforce/label/c.CertHealth_Certificates_NoFitTitle';
import unread from '@salesforce/label/c.CertHealth_Certificates_Unread';
import unreadOne from '@salesforce/label/c.CertHealth_Certificates_UnreadOne';
import noUsesText from '@salesforce/label/c.CertHealth_Certificates_NoUsesText';
import usesUnread from '@salesforce/label/c.CertHealth_Certificates_UsesUnread';
import unreadLink from '@salesforce/label/c.CertHealth_Certificates_UnreadLink';

export const labels = {
  all,
  calendar,
  emptyText,
  emptyTitle,
  export: exportCsv,
  goneError,
  goneLoading,
  goneNone,
  loading,
  noFitText,
  noFitTitle,
  noUsesText,
  unread,
  unreadLink,
  unreadOne,
  usesUnread,
};
