import type { RecordObject } from '@cert-health/core';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What lists show. Source: the selectors of force-app/main/inventory and health. */
export const listFields: Readonly<Record<RecordObject, readonly string[]>> = {
  CertHealth_Scan__c: words(`Name Scan_Key__c Scanned_At__c As_Of__c Scanned_By__c Origin__c Progress__c Message__c
    Status__c Certificates__c Critical__c Warnings__c Notes__c Waived__c Not_Checked__c New_Findings__c
    Worse_Findings__c Resolved_Findings__c Next_Expiry__c CreatedDate`),
  CertHealth_Certificate__c: words(`Name Certificate_Key__c Api_Name__c Source__c Source_Label__c Kind__c Record_Id__c
    Status__c Fingerprint__c Subject__c Issuer__c Serial_Number__c Valid_From__c Expires_At__c Lifetime_Days__c Key__c
    Purposes__c Uses__c Open_Findings__c Waived_Until__c Pending__c Responsible__c First_Seen_At__c Last_Seen_At__c Is_Gone__c`),
  CertHealth_Use__c: words(`Name Use_Key__c Use__c Certificate__c Certificate_Name__c Referrer__c Field__c Source__c
    Component_Id__c Path__c Managed_By__c Breaks__c First_Seen_At__c Last_Seen_At__c Is_Gone__c`),
  CertHealth_Finding__c: words(`Name Finding_Key__c Check__c Severity__c Status__c Title__c Detail__c Remedy__c
    Due_On__c Rule__c Docs__c Source__c Subject_Name__c Use__c Certificate__c Responsible__c Decision_Note__c
    Decided_By__c Decided_At__c Waived_Until__c Waived_By_Settings__c First_Seen_At__c Last_Seen_At__c Resolved_At__c
    Rose_At__c`),
  CertHealth_Coverage__c: words(`Name Coverage_Key__c Kind__c Source__c Check__c Subject__c Status__c Detail__c
    Permission__c Items__c Last_Read_At__c Last_Seen_At__c Read_By__c`),
};
