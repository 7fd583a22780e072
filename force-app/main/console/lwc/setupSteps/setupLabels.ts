import done from '@salesforce/label/c.CertHealth_Setup_Done';
import fails from '@salesforce/label/c.CertHealth_Setup_Fails';
import loading from '@salesforce/label/c.CertHealth_Setup_Loading';
import optional from '@salesforce/label/c.CertHealth_Setup_Optional';
import progress from '@salesforce/label/c.CertHealth_Setup_Progress';
import said from '@salesforce/label/c.CertHealth_Setup_Said';
import test from '@salesforce/label/c.CertHealth_Setup_Test';
import testHelp from '@salesforce/label/c.CertHealth_Setup_TestHelp';
import testing from '@salesforce/label/c.CertHealth_Setup_Testing';
import todo from '@salesforce/label/c.CertHealth_Setup_Todo';
import unknown from '@salesforce/label/c.CertHealth_Setup_StateUnknown';
import works from '@salesforce/label/c.CertHealth_Setup_Works';

export const labels = { fails, loading, progress, said, test, testHelp, testing, works };

export const stateWords = {
  done: { status: 'healthy', word: done },
  todo: { status: 'warning', word: todo },
  unknown: { status: 'unknown', word: unknown },
  optional: { status: 'info', word: optional },
} as const;
