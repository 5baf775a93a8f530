import { describe, expect, it } from 'vitest';
import { commandToPaste } from '../../src/cli/command-to-paste.js';
import { accounts, carve, folderOf, reps } from './carve.js';

const fault = { file: 'x', what: 'is wrong', remedy: 'mend it' };

describe('a command mended as the problems say', () => {
  it('puts words in the place of others, all at once, and flags behind', () => {
    const problems = [
      { ...fault, fix: { replace: [['a', 'b'] as const, ['b', 'a'] as const] } },
      { ...fault, fix: { add: ['--map', 'owner=Account Owner'] } },
      { ...fault, fix: { add: ['--map', 'owner=Account Owner'] } },
    ];
    expect(commandToPaste(['plan', 'a', 'b'], problems)).toBe(
      "carve plan b a --map 'owner=Account Owner'",
    );
  });

  it('is none where nothing says how', () => {
    expect(commandToPaste(['plan', 'a'], [fault])).toBe(undefined);
  });
});

describe('mistakes of a first day', () => {
  const cwd = folderOf({
    'accounts.csv': accounts,
    'reps.csv': 'rep_id,rep_name,email\nR1,Ann,a@x.com\nR2,Bo,b@x.com\n',
    'rules.csv': 'rule,metric,max,level\nlimt,potential,5,must\n',
  });
  const tried = async (...args: readonly string[]) => (await carve(args, { cwd })).stderr;

  it('a misspelled file: the command with the one that is there', async () => {
    expect(await tried('plan', 'acounts.csv', 'reps.csv')).toContain(
      'Try:\n  carve plan accounts.csv reps.csv\n',
    );
  });

  it('the two files the wrong way round', async () => {
    const folder = folderOf({
      'accounts.csv': 'account_id,account_name,owner,annual_revenue\nA1,Acme,R1,10\n',
      'reps.csv': 'rep_id,rep_name,email,manager\nR1,Ann,a@x.com,Gil\n',
    });
    const { stderr } = await carve(['check', 'reps.csv', 'accounts.csv'], { cwd: folder });
    expect(stderr).toContain('the two seem to be swapped');
    expect(stderr).toContain('1 problem in the input');
    expect(stderr).toContain('Try:\n  carve check accounts.csv reps.csv\n');
  });

  it('the account file given twice, a file missing, a flag that must be there', async () => {
    expect(await tried('plan', 'accounts.csv', 'accounts.csv')).toContain(
      'is given for the accounts and for the reps',
    );
    expect(await tried('plan', 'accounts.csv')).toContain('it is: carve plan <accounts> <reps>;');
    expect(await tried('export', 'out')).toContain('it is: carve export <plan> --for <crm>;');
  });

  it('a slip in a kind of rule and in a header', async () => {
    const ran = await tried('plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv');
    expect(ran).toContain('did you mean limit?');
    const folder = folderOf({
      'accounts.csv': accounts.replace('potential', 'potentail'),
      'reps.csv': reps,
    });
    const { stderr } = await carve(['check', 'accounts.csv', 'reps.csv'], { cwd: folder });
    expect(stderr).toContain('is it "potentail"? then add --map "potential=potentail"');
  });
});
