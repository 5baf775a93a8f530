import { spawn } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/cli/world.js';
import { putInPlace, writeFolder } from '../../src/cli/write-folder.js';
import { planFileNames } from '../../src/reports/summary.js';
import { accounts, carve, folderOf, repo, reps } from './carve.js';

const inputs = { 'accounts.csv': accounts, 'reps.csv': reps };
const plan = ['plan', 'accounts.csv', 'reps.csv'];

function shell(script: string, cwd: string): Promise<{ code: number | null; stderr: string }> {
  const child = spawn('sh', ['-c', script], {
    cwd,
    env: { ...process.env, CARVE: `${process.execPath} ${join(repo, 'bin/carve.js')}` },
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.resume();
  return new Promise((done) => child.on('close', (code) => done({ code, stderr })));
}

describe('the plan folder', () => {
  it('is refused before anything is written where a folder is in the way of a file', async () => {
    const folder = folderOf(inputs);
    mkdirSync(join(folder, 'out/moves.csv'), { recursive: true });
    writeFileSync(join(folder, 'out/assignments.csv'), 'older');
    const { code, stderr } = await carve([...plan, '--out', 'out'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--out: holds a folder where moves\.csv must go, "out"/m);
    expect(stderr).not.toContain('assumed');
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['assignments.csv', 'moves.csv']);
    expect(readFileSync(join(folder, 'out/assignments.csv'), 'utf8')).toBe('older');
  });

  it('is refused where it holds files of these names and no plan, unless forced', async () => {
    const folder = folderOf(inputs);
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/report.html'), 'mine');
    writeFileSync(join(folder, 'out/moves.csv'), 'mine');
    writeFileSync(join(folder, 'out/plan.json'), '{"plan": "of the house"}');
    for (const command of ['plan', 'scenarios']) {
      const args = [command, 'accounts.csv', 'reps.csv', '--effort', 'quick', '--out', 'out'];
      const { code, stderr } = await carve(args, { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /--out: holds .*report\.html.* and no .*of carve.*--force writes over/,
      );
      expect(readFileSync(join(folder, 'out/report.html'), 'utf8')).toBe('mine');
    }
    const forced = await carve([...plan, '--out', 'out', '--force'], { cwd: folder });
    expect(forced.code, forced.stderr).toBe(0);
    expect((await carve([...plan, '--out', 'out'], { cwd: folder })).code).toBe(0);
  });

  it('that another run made meanwhile is left as it is', async () => {
    const folder = folderOf(inputs);
    const target = join(folder, 'new');
    const world = { cwd: folder } as World;
    const files = new Map([['plan.json', '{}']]);
    const outcomes = await Promise.allSettled([
      writeFolder(world, target, files, true),
      writeFolder(world, target, files, true),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason.problems[0].what).toBe(
      'was made by another run meanwhile; nothing of this one was written',
    );
    expect(readdirSync(folder).sort()).toEqual(['accounts.csv', 'new', 'reps.csv']);
  });

  it.each(['INT', 'TERM', 'HUP'])(
    'leaves nothing behind where SIG%s comes while it is written',
    async (signal) => {
      const folder = folderOf({
        'write.mjs': `
        import { writeFolder } from ${JSON.stringify(join(repo, 'dist/cli/write-folder.js'))};
        const big = { *[Symbol.iterator]() { for (let i = 0; i < 400; i++) { if (i === 20) process.kill(process.pid, 'SIG${signal}'); yield 'x'.repeat(100000); } } };
        await writeFolder({ cwd: process.cwd() }, 'a/b/out', new Map([['one', big], ['two/three', big]]));
      `,
      });
      const { code } = await shell('node write.mjs', folder);
      expect(code).toBe(130);
      expect(readdirSync(folder)).toEqual(['write.mjs']);
    },
  );

  it('holds no file but those that are looked at beforehand', async () => {
    const folder = folderOf(inputs);
    await carve(plan, { cwd: folder });
    for (const name of readdirSync(join(folder, 'carve-out')))
      expect(planFileNames).toContain(name);
  });

  it.each([0, 1, 2])('is as it was where the rename of file %d fails', (failing) => {
    const names = ['a', 'b', 'c'];
    const folder = folderOf({ a: 'old a', c: 'old c' });
    const staging = mkdtempSync(join(folder, '.staging-'));
    for (const part of ['new', 'old']) mkdirSync(join(staging, part));
    for (const name of names) writeFileSync(join(staging, 'new', name), `new ${name}`);
    const move = (from: string, to: string): void => {
      if (to === join(folder, names[failing])) throw Object.assign(new Error(), { code: 'EBUSY' });
      renameSync(from, to);
    };
    expect(() => putInPlace(folder, staging, names, move)).toThrow();
    rmSync(staging, { recursive: true });
    expect(readdirSync(folder).sort()).toEqual(['a', 'c']);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old a');
    expect(readFileSync(join(folder, 'c'), 'utf8')).toBe('old c');
  });

  it('needs nothing beside it where it exists, and keeps what else is in it', async () => {
    const folder = folderOf(inputs);
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/mine.txt'), 'mine');
    for (const round of [1, 2]) {
      const { code, stderr } = await carve([...plan, '--out', 'out'], { cwd: folder });
      expect(code, `${round}: ${stderr}`).toBe(0);
    }
    expect(readdirSync(join(folder, 'out'))).toContain('mine.txt');
    expect(readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['accounts.csv', 'out', 'reps.csv']);
  });

  it.runIf(existsSync('/dev/shm'))('may be on another disk', async () => {
    const folder = folderOf(inputs);
    const out = mkdtempSync('/dev/shm/carve-test-');
    const { code, stderr } = await carve([...plan, '--out', out], { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(readdirSync(out)).toContain('plan.json');
    rmSync(out, { recursive: true });
  });

  it.each(['link', 'link/deeper'])('is refused as %s where the link leads nowhere', async (out) => {
    const folder = folderOf(inputs);
    symlinkSync('nowhere', join(folder, 'link'));
    const { code, stderr } = await carve([...plan, '--out', out], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--out: (is|lies under) a link to nowhere/m);
    expect(stderr).not.toContain('assumed');
  });

  it('is written where a link leads', async () => {
    const folder = folderOf(inputs);
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'link'));
    expect((await carve([...plan, '--out', 'link'], { cwd: folder })).code).toBe(0);
    expect(readdirSync(join(folder, 'real'))).toContain('plan.json');
  });

  it('does not overwrite an input, however it is named', async () => {
    const folder = folderOf({ 'reps.csv': reps });
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/assignments.csv'), accounts);
    writeFileSync(join(folder, 'out/rules-used.csv'), 'rule,max\nlimit,3\n');
    symlinkSync('out/assignments.csv', join(folder, 'mine.csv'));
    for (const name of ['out/assignments.csv', 'mine.csv', join(folder, 'out/assignments.csv')]) {
      const run = await carve(
        ['plan', name, 'reps.csv', '--rules', 'out/rules-used.csv', '--out', 'out'],
        { cwd: folder },
      );
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(`--out: would overwrite the input ${name}, "out"; name another`);
      expect(run.stderr).toContain('--out: would overwrite the input out/rules-used.csv');
    }
    expect(readFileSync(join(folder, 'out/assignments.csv'), 'utf8')).toBe(accounts);
  });

  it('tells nothing of an input that has only the same name', async () => {
    const folder = folderOf({ 'assignments.csv': accounts, 'reps.csv': reps });
    mkdirSync(join(folder, 'out'));
    const run = await carve(['plan', 'assignments.csv', 'reps.csv', '--out', 'out'], {
      cwd: folder,
    });
    expect(run.code, run.stderr).toBe(0);
    linkSync(join(folder, 'out/plan.json'), join(folder, 'kept.json'));
    const kept = readFileSync(join(folder, 'kept.json'), 'utf8');
    await carve(['plan', 'assignments.csv', 'reps.csv', '--seed', '7', '--out', 'out'], {
      cwd: folder,
    });
    expect(readFileSync(join(folder, 'kept.json'), 'utf8')).toBe(kept);
    expect(readFileSync(join(folder, 'out/plan.json'), 'utf8')).not.toBe(kept);
  });
});

describe('carve init', () => {
  it('says why it cannot write', async () => {
    const folder = folderOf({ file: '' });
    symlinkSync('nowhere', join(folder, 'link'));
    const under = await carve(['init', 'file/x'], { cwd: folder });
    expect(under.code).toBe(2);
    expect(under.stderr).toContain('file/x: lies under a file; name a folder');
    const link = await carve(['init', 'link'], { cwd: folder });
    expect(link.stderr).toContain('link: is a link to nowhere; name a folder');
  });

  it.runIf(existsSync('/proc/self'))('gives the cause that shows only on writing', async () => {
    const { code, stderr } = await carve(['init', '/proc/carve-example']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^\/proc\/carve-example: (cannot|may not) be written/m);
    expect(stderr).not.toContain('problem in the input)');
  });
});

describe('output that cannot be written', () => {
  it.runIf(existsSync('/dev/full'))('is told in one line where stdout is full', async () => {
    for (const args of ['plan accounts.csv reps.csv --quiet --format json', '--help']) {
      const { code, stderr } = await shell(`$CARVE ${args} > /dev/full`, folderOf(inputs));
      expect(code).toBe(2);
      expect(stderr).toMatch(
        args === '--help'
          ? /^standard output cannot be written: ENOSPC.*; nothing was written\n$/
          : /^standard output cannot be written: ENOSPC.*; what was written stands: carve-out\n$/,
      );
    }
  });

  it('does not stop the run where stderr is closed early', async () => {
    const folder = folderOf(inputs);
    const script = '{ $CARVE plan accounts.csv reps.csv 2>&1 >text; echo $? >code; } | true';
    await shell(script, folder);
    expect(readFileSync(join(folder, 'code'), 'utf8')).toBe('0\n');
    expect(readdirSync(join(folder, 'carve-out'))).toContain('plan.json');
    expect(readFileSync(join(folder, 'text'), 'utf8')).toContain('files in carve-out');
  });

  it('keeps its exit code where stdout is closed early', async () => {
    const folder = folderOf({ ...inputs, 'rules.csv': 'rule,max\nlimit,1\n' });
    const script = '{ $CARVE plan accounts.csv reps.csv --rules rules.csv; echo $? >code; } | true';
    const { stderr } = await shell(script, folder);
    expect(readFileSync(join(folder, 'code'), 'utf8')).toBe('3\n');
    expect(stderr).not.toMatch(/EPIPE|\n\s+at /);
  });
});
