import { UsageError } from './faults/fault.ts';
import { readArguments, usage } from './arguments.ts';
import { startPracticeOrg } from './practice-org.ts';

try {
  const options = readArguments(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
  } else {
    const org = await startPracticeOrg(options);
    const { url, consoleUrl, accessToken, username } = org;
    console.log(JSON.stringify({ url, consoleUrl, accessToken, username }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void org.close().then(() => process.exit(0)));
    }
  }
} catch (error) {
  const wrongArguments = error instanceof UsageError || error instanceof TypeError;
  console.error(sentenceOf(error));
  process.exitCode = wrongArguments ? 2 : 1;
}

function sentenceOf(error: unknown): string {
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Give another with --port, or leave it out for a free one.`;
  if (code === 'EACCES') return `Port ${port} needs more rights than you have. Give one above 1023 with --port.`;
  return message ?? String(error);
}
