import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repo } from '../carve.js';

it('says and writes the same bytes as when they were recorded', { timeout: 600_000 }, async () => {
  const script = join(repo, 'test/cli/same-bytes/run.mjs');
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, [script], { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      done(error === null ? '' : `${stdout}${stderr}` || String(error));
    });
  });
  expect(output).toBe('');
});
