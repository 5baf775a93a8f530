import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { declareCommands } from '../../../src/cli/commands.js';
import { askedFor } from '../../../src/cli/completion/asked.js';
import { shells } from '../../../src/cli/completion/scripts.js';
import { DeclaredOption } from '../../../src/cli/declared-option.js';
import type { World } from '../../../src/cli/world.js';
import { accounts, carve, folderOf, repo, reps } from '../carve.js';

const program = new Command('carve');
declareCommands(program, {} as World, () => {});

/** A folder with exports and a plan that is named like the folder of one. */
function planned(): string {
  const folder = folderOf({
    'accounts.csv': accounts,
    'reps.csv': reps,
    'my accounts.csv': accounts,
  });
  mkdirSync(join(folder, 'out'));
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, 'out', name), text);
  write(
    'assignments.csv',
    'account_id,account_name,rep_id\nA1,Acme Ltd,R1\nA2,"a; rm -rf $(x)",R2\n',
  );
  write('territories.csv', 'rep_id,rep_name\nR1,Ana Silva\nR2,Ben Ode\n');
  write('rules-used.csv', 'rule,name\nmatch,Own region\nkeep,\n');
  return folder;
}

/** What completes the last of some words, without what each means. */
async function completed(words: readonly string[], cwd = planned(), shell = 'fish') {
  const { code, stdout, stderr } = await carve(['complete', shell, '--', ...words], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0]]));
}

describe('what is asked for at the cursor', () => {
  it('is a command first, and a flag of that command behind a dash', () => {
    const words = (...typed: string[]): string[] =>
      askedFor(program, typed).slots.flatMap((slot) =>
        slot.kind === 'words' ? slot.words.map(({ value }) => value) : [],
      );
    expect(words('')).toContain('plan');
    expect(words('')).not.toContain('complete');
    expect(words('check', '--')).toContain('--max-gini');
    expect(words('check', '--')).not.toContain('--relax');
    expect(words('check', '--strict', '--map', 'a=b', '--')).toContain('--map');
    expect(words('check', '--strict', '--')).not.toContain('--strict');
  });

  it('is known of every flag that takes one of some words', () => {
    for (const command of program.commands) {
      for (const option of command.options) {
        if (!(option instanceof DeclaredOption) || option.words === undefined) continue;
        const long = option.long ?? '';
        const { slots } = askedFor(program, [command.name(), long, '']);
        expect([long, slots[0]?.kind]).toEqual([long, 'words']);
      }
    }
  });

  it('is a file or a folder wherever the table of flags says so', () => {
    const paths = (command: string, flag: string) =>
      askedFor(program, [command, flag, '']).slots[0];
    expect(paths('plan', '--rules')).toEqual({ kind: 'path', only: 'files' });
    expect(paths('plan', '--out')).toEqual({ kind: 'path', only: 'folders' });
    expect(paths('check', '--baseline')).toEqual({ kind: 'path', only: 'files' });
    for (const command of program.commands) {
      for (const { flags, long } of command.options) {
        if (!/<(?:file|dir)[.>]/.test(flags)) continue;
        expect([long, paths(command.name(), long ?? '')?.kind]).toEqual([long, 'path']);
      }
    }
  });

  it('counts no value of a flag as an argument', () => {
    const { named, slots } = askedFor(program, ['explain', '--to', 'R1', 'out', '']);
    expect(named).toEqual(['out']);
    expect(slots).toEqual([{ kind: 'of plan', what: ['reps', 'accounts'] }]);
  });
});

describe('carve complete', () => {
  it('knows the accounts, reps and rules of a plan folder', async () => {
    expect(await completed(['explain', 'out', 'A'])).toEqual(['Ana Silva', 'A1', 'Acme Ltd', 'A2']);
    expect(await completed(['explain', 'out', 'A1', '--to', 'R'])).toEqual(['R1', 'R2']);
    expect(await completed(['explain', 'out/plan.json', '--account', 'Ac'])).toEqual(['Acme Ltd']);
    expect(await completed(['explain', 'out', '--rule', ''])).toEqual(['2', '3']);
    expect(await completed(['explain', 'nowhere', ''])).toEqual([]);
  });

  it('finds what is typed in another letter case where it is the only one', async () => {
    expect(await completed(['explain', 'out', 'ben'])).toEqual(['Ben Ode']);
    expect(await completed(['explain', 'out', 'a'])).toEqual(['a; rm -rf $(x)']);
  });

  it('completes files, folders, columns and headers', async () => {
    expect(await completed(['plan', 'a'])).toEqual(['accounts.csv']);
    expect(await completed(['plan', '--out', ''])).toEqual(['out/']);
    expect(await completed(['plan', '--map', 'reps.'])).toEqual([]);
    expect(await completed(['plan', 'accounts.csv', '--map', 'potential=p'])).toEqual([
      'potential=potential',
    ]);
    expect(await completed(['plan', '--map', 'rene'])).toContain('renewal_date=');
  });

  it('answers bash with what stands behind the last = or :', async () => {
    const cwd = planned();
    expect(await completed(['plan', '--format', '=', 'te'], cwd, 'bash')).toEqual(['text']);
    expect(await completed(['plan', '--format', '='], cwd, 'bash')).toEqual(['text', 'json']);
    expect(await completed(['plan', '--format=te'], cwd, 'bash')).toEqual(['--format=text']);
    expect(await completed(['explain', 'out', 'Ana\\ S'], cwd, 'bash')).toEqual(['Ana Silva']);
  });
});

describe('carve completion', () => {
  it('refuses a shell it does not know', async () => {
    const { code, stderr } = await carve(['completion', 'tcsh']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh or fish')]);
  });

  it('is a script that its shell can read', async () => {
    for (const shell of shells) {
      const { stdout } = await carve(['completion', shell]);
      expect(stdout).toContain(`carve complete ${shell} --`);
      // Not every machine has every shell.
      const script = join(folderOf({ script: stdout }), 'script');
      const checked = spawnSync(shell, ['-n', script], { encoding: 'utf8' });
      if (checked.error === undefined) expect([shell, checked.stderr]).toEqual([shell, '']);
    }
  });

  it('completes in bash, and runs nothing that a file says', async () => {
    const folder = planned();
    writeFileSync(
      join(folder, 'carve'),
      `#!/bin/sh\nexec "${process.execPath}" "${join(repo, 'bin/carve.js')}" "$@"\n`,
    );
    chmodSync(join(folder, 'carve'), 0o755);
    const script = `source <(carve completion bash)
t() { COMP_WORDS=(carve "$@"); COMP_CWORD=$#; _carve 2>/dev/null; printf '%s|' "\${COMPREPLY[@]}"; echo; }
t pla; t plan my; t explain out 'Ana\\ '; t explain out '"Ana '; t explain out 'a;'`;
    const stdout = execFileSync('bash', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` },
    });
    expect(stdout.split('\n')).toEqual([
      'plan|',
      'my\\ accounts.csv|',
      'Ana\\ Silva|',
      'Ana Silva|',
      'a\\;\\ rm\\ -rf\\ \\$\\(x\\)|',
      '',
    ]);
  });
});
