import back from '@salesforce/label/c.CertHealth_Certificate_Back';
import chain from '@salesforce/label/c.CertHealth_Certificate_Chain';
import details from '@salesforce/label/c.CertHealth_Certificate_Details';
import ended from '@salesforce/label/c.CertHealth_Chain_Ended';
import ends from '@salesforce/label/c.CertHealth_Chain_Ends';
import endUnknown from '@salesforce/label/c.CertHealth_Certificate_EndUnknown';
import gone from '@salesforce/label/c.CertHealth_Certificate_Gone';
import history from '@salesforce/label/c.CertHealth_Certificate_History';
import loading from '@salesforce/label/c.CertHealth_Certificate_Loading';
import noChain from '@salesforce/label/c.CertHealth_Certificate_NoChain';
import notChosen from '@salesforce/label/c.CertHealth_Certificate_NotChosen';
import notJudged from '@salesforce/label/c.CertHealth_Certificate_NotJudged';
import nothingWrong from '@salesforce/label/c.CertHealth_Certificate_NothingWrong';
import notShown from '@salesforce/label/c.CertHealth_Certificate_NotShown';
import onServer from '@salesforce/label/c.CertHealth_Kind_Server';
import people from '@salesforce/label/c.CertHealth_Certificate_People';
import resolved from '@salesforce/label/c.CertHealth_Certificate_Resolved';
import serverFromBefore from '@salesforce/label/c.CertHealth_Server_FromBefore';
import serverLooked from '@salesforce/label/c.CertHealth_Server_Looked';
import serverNotReached from '@salesforce/label/c.CertHealth_Server_NotReached';
import serverWhere from '@salesforce/label/c.CertHealth_Server_Where';
import unread from '@salesforce/label/c.CertHealth_Certificate_Unread';
import uses from '@salesforce/label/c.CertHealth_Certificate_Uses';
import wrong from '@salesforce/label/c.CertHealth_Certificate_Wrong';

export const labels = {
  back,
  chain,
  details,
  ended,
  ends,
  endUnknown,
  gone,
  history,
  loading,
  noChain,
  notChosen,
  notJudged,
  nothingWrong,
  notShown,
  onServer,
  people,
  resolved,
  serverFromBefore,
  serverLooked,
  serverNotReached,
  serverWhere,
  unread,
  uses,
  wrong,
};
