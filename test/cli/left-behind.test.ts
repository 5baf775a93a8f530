import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeLeftBehind, stagingName } from '../../src/cli/left-behind.js';
import { accounts, carve, folderOf, repo, reps } from './carve.js';

const inputs = { 'accounts.csv': accounts, 'reps.csv': reps };
const plan = ['plan', 'accounts.csv', 'reps.csv', '--quiet'];

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => child.on('exit', done));
  return child.pid ?? 0;
}

function stagingOf(pid: number): string {
  return stagingName().replace(`-${process.pid}-`, `-${pid}-`);
}

const hidden = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('.'));

describe('what a killed run left behind', () => {
  it('is gone after the next run into that folder, new or not', async () => {
    const folder = folderOf(inputs);
    for (const where of [folder, join(folder, 'carve-out')]) {
      const staging = join(where, stagingOf(await deadPid()));
      mkdirSync(join(staging, 'old'), { recursive: true });
      writeFileSync(join(staging, 'old/plan.json'), 'half');
      expect((await carve(plan, { cwd: folder })).code).toBe(0);
      expect(hidden(where)).toEqual([]);
    }
  });

  it('is told from what a run at work has, and from what is none of it', async () => {
    const own = stagingName();
    const alive = stagingOf(process.ppid);
    const others = ['.carve-mine', '.carverc', own.replace(/^\.carve-.{8}/, '.carve-00000000')];
    const folder = folderOf({});
    for (const name of [own, alive, ...others]) mkdirSync(join(folder, name));
    await removeLeftBehind(folder, new Set([join(folder, own)]));
    expect(readdirSync(folder).sort()).toEqual([own, alive, ...others].sort());
    await removeLeftBehind(folder, new Set());
    expect(readdirSync(folder).sort()).toEqual([alive, ...others].sort());
  });
});

describe('what another job left in a plan folder', () => {
  const jobs = {
    plan,
    rebalance: ['rebalance', 'first', 'accounts.csv', 'reps.csv', '--quiet'],
    route: ['route', 'first', 'leads.csv', '--format', 'json'],
  };
  const files = { ...inputs, 'leads.csv': accounts.replaceAll(/^A/gm, 'L') };
  const into = (folder: string, name: keyof typeof jobs) => [...jobs[name], '--out', folder];

  it.each([
    ['rebalance', 'plan'],
    ['route', 'plan'],
    ['plan', 'route'],
    ['rebalance', 'route'],
    ['route', 'rebalance'],
  ] as const)('is gone: a %s, then a %s', async (before, after) => {
    const cwd = folderOf(files);
    await carve([...plan, '--out', 'first'], { cwd });
    await carve(into('alone', after), { cwd });
    await carve(into('twice', before), { cwd });
    writeFileSync(join(cwd, 'twice/notes.txt'), 'mine');
    await carve(into('twice', after), { cwd });
    const names = readdirSync(join(cwd, 'twice')).filter((name) => name !== 'notes.txt');
    expect(names.length).toBeGreaterThan(5);
    expect(names).toEqual(readdirSync(join(cwd, 'alone')));
    expect(existsSync(join(cwd, 'twice/notes.txt'))).toBe(true);
    expect((await carve(['verify', 'twice'], { cwd })).code).toBe(0);
  });

  it('stays where the new plan was made from it by way of a link', async () => {
    const cwd = folderOf(files);
    await carve([...plan, '--out', 'first'], { cwd });
    mkdirSync(join(cwd, 'real'));
    await carve(into('real/second', 'route'), { cwd });
    symlinkSync(join(cwd, 'real'), join(cwd, 'home'));
    const routed = readFileSync(join(cwd, 'real/second/routed.csv'), 'utf8');
    for (const [accountsFile, out] of [
      [join(cwd, 'home/second/routed.csv'), join(cwd, 'home/second')],
      ['home/second/routed.csv', 'real/second'],
      ['real/second/routed.csv', 'home/second'],
    ]) {
      await carve(into('real/second', 'route'), { cwd });
      const args = [accountsFile, 'reps.csv', '--map', 'owner=none', '--out', out];
      const { code, stderr } = await carve(['plan', ...args], { cwd });
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(readFileSync(join(cwd, 'real/second/routed.csv'), 'utf8')).toBe(routed);
      expect((await carve(['verify', out], { cwd })).code).toBe(0);
    }
  });

  it('stays where the new plan was made from it', async () => {
    const cwd = folderOf(files);
    await carve([...plan, '--out', 'first'], { cwd });
    await carve(into('second', 'route'), { cwd });
    const routed = readFileSync(join(cwd, 'second/routed.csv'), 'utf8');
    const args = ['second/routed.csv', 'reps.csv', '--map', 'owner=none', '--out', 'second'];
    const { code, stderr } = await carve(['plan', ...args], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'second/routed.csv'), 'utf8')).toBe(routed);
  });
});

/** A limit on the size of files stands for a full disk: both fail in the middle of a write. */
describe.runIf(process.platform === 'linux')('a disk that takes no more', () => {
  const limited = (
    command: string,
    cwd: string,
  ): Promise<{ code: number | null; text: string }> => {
    const script = `trap '' XFSZ; ulimit -f 16; exec ${process.execPath} ${join(repo, 'bin/carve.js')} ${command}`;
    const child = spawn('sh', ['-c', script], { cwd });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.stdout.resume();
    return new Promise((done) => child.on('close', (code) => done({ code, text })));
  };

  it('leaves the earlier plan as it was and no other file', async () => {
    const folder = folderOf(inputs);
    expect((await carve(plan, { cwd: folder })).code).toBe(0);
    const out = join(folder, 'carve-out');
    const before = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    const { code, text } = await limited(`${plan.join(' ')} --seed 2`, folder);
    expect({ code, text }).toMatchObject({ code: 2, text: expect.stringContaining('EFBIG') });
    expect(readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'))).toEqual(before);
    expect(hidden(folder)).toEqual([]);
  });

  it('leaves no folder where there was none', async () => {
    const folder = folderOf(inputs);
    const { code } = await limited(`${plan.join(' ')} --out deep/er`, folder);
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'deep'))).toBe(false);
  });
});
