import help from '@salesforce/label/c.CertHealth_Level_Help';
import means from '@salesforce/label/c.CertHealth_Level_Means';
import order from '@salesforce/label/c.CertHealth_Level_Order';
import perUse from '@salesforce/label/c.CertHealth_Level_PerUse';
import perUseHelp from '@salesforce/label/c.CertHealth_Level_PerUseHelp';
import save from '@salesforce/label/c.CertHealth_Settings_Save';

export const labels = { help, means, order, perUse, perUseHelp, save };
