// Packs carve, installs the tarball in an empty folder and runs it there: what npm users get.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What an install may take on disk, with what it depends on; in units of 1,048,576 bytes. */
const atMostMegabytes = 40;

/** What the files of a folder take on disk, in bytes; blocks are of 512. */
function sizeOnDisk(within) {
  return readdirSync(within, { recursive: true })
    .map((name) => lstatSync(join(within, name)))
    .reduce((sum, { blocks, size }) => sum + (blocks === undefined ? size : 512 * blocks), 0);
}

const repo = resolve(import.meta.dirname ?? '.', '../..');
const folder = mkdtempSync(join(tmpdir(), 'carve-packed-'));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

try {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], repo),
  );
  const unwanted = packed.files.filter(({ path }) => /^(src|test|fixtures|bench)\//.test(path));
  if (unwanted.length > 0) throw new Error(`the package holds ${unwanted[0].path}`);
  writeFileSync(join(folder, 'package.json'), '{"name":"user","private":true,"type":"module"}\n');
  run('npm', ['install', '--no-audit', '--no-fund', join(folder, packed.filename)], folder);

  const modules = join(folder, 'node_modules');
  const megabytes = sizeOnDisk(modules) / 2 ** 20;
  if (megabytes > atMostMegabytes) {
    throw new Error(`an install takes ${megabytes.toFixed(1)} MB, at most ${atMostMegabytes}`);
  }
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  const scripted = Object.keys(packages).find((name) => packages[name].hasInstallScript);
  if (scripted !== undefined) throw new Error(`${scripted} runs a script when it is installed`);

  const carve = join(folder, 'node_modules/.bin/carve');
  run(carve, ['init', 'example'], folder);
  const summary = run(
    carve,
    [
      'plan',
      'example/accounts.csv',
      'example/reps.csv',
      '--rules',
      'example/rules.csv',
      '--out',
      'plan',
    ],
    folder,
  );
  if (summary.length < 200) throw new Error('the packed carve said next to nothing');
  const example = ['example/accounts.csv', 'example/reps.csv', '--rules', 'example/rules.csv'];
  const findings = JSON.parse(run(carve, ['validate', ...example, '--format', 'json'], folder));
  if (findings.counts.error > 0) throw new Error('the example has errors');
  const plan = JSON.parse(readFileSync(join(folder, 'plan/plan.json'), 'utf8'));
  if (plan.status === 'infeasible') throw new Error('the example has no feasible plan');

  writeFileSync(
    join(folder, 'library.mjs'),
    `import { readFileSync } from 'node:fs';
import { plan, verify, version } from 'carve-territories';
import { makePlan, readProblem } from 'carve-territories/advanced';
import schema from 'carve-territories/plan.schema.json' with { type: 'json' };
import checkSchema from 'carve-territories/check.schema.json' with { type: 'json' };
import diffSchema from 'carve-territories/diff.schema.json' with { type: 'json' };
if (typeof makePlan !== 'function' || typeof readProblem !== 'function' || !schema.properties || !checkSchema.properties || !diffSchema.oneOf) process.exit(1);
const [accounts, reps, rules] = ['accounts', 'reps', 'rules'].map((name) => readFileSync('example/' + name + '.csv', 'utf8'));
const made = await plan({ accounts, reps, rules });
if (made.status === 'infeasible' || !(await verify(made)).verified) process.exit(1);
console.log(version);\n`,
  );
  const version = run('node', ['--no-warnings', 'library.mjs'], folder).trim();
  if (version !== plan.carve) throw new Error(`library ${version}, command ${plan.carve}`);
  if (!existsSync(join(folder, 'node_modules/carve-territories/dist/index.d.ts'))) {
    throw new Error('the package ships no types');
  }
  console.log(
    `packed install: carve ${version} planned its example (${plan.status}); ${megabytes.toFixed(1)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
