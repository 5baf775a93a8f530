// Puts what the README's first command really prints into the README, between its markers.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repo = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'carve-transcript-'));
const inputs =
  'fixtures/sp500/accounts.csv fixtures/sp500/reps.csv --rules fixtures/sp500/rules.csv';
const printed = execFileSync(
  process.execPath,
  [
    'bin/carve.js',
    'plan',
    ...inputs.split(' '),
    '--as-of',
    '2026-01-15',
    '--out',
    join(folder, 'out'),
  ],
  { cwd: repo, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
);
rmSync(folder, { recursive: true });
const shown = printed.replaceAll(join(folder, 'out'), 'out').trimEnd();
const readme = join(repo, 'README.md');
const [before, rest] = readFileSync(readme, 'utf8').split('<!-- transcript -->\n');
const after = rest.slice(rest.indexOf('<!-- end of transcript -->'));
writeFileSync(
  readme,
  `${before}<!-- transcript -->\n\`\`\`text\n$ carve plan accounts.csv reps.csv --rules rules.csv --as-of 2026-01-15 --out out\n${shown}\n\`\`\`\n${after}`,
);
