import { strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

export const featureManagement: PlatformType = {
  name: 'FeatureManagement',
  page: referencePage('apex_class_System_FeatureManagement'),
  members: [
    strict('static Boolean checkPermission(String name)', (tx, name: string) =>
      tx.org.hasCustomPermission(tx.user.id, name),
    ),
  ],
};
