import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
