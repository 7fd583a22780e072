import { help } from '../../uses/documents.ts';

export const jwtBearerFlow = help(
  'xcloud.remoteaccess_oauth_jwt_flow',
  'OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration',
);
