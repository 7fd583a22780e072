import { orgWithApp } from './org-with-app.ts';
import { quietHarbor } from '@cert-health/practice-org';
const practice = await orgWithApp(process.argv[2] === 'quiet' ? { seed: quietHarbor } : {});
console.log(practice.username, practice.url);
console.log(process.env.HOME);
