import { describe, expect, it } from 'vitest';
import { describedFinding } from '../../src/reports/validate/said.js';
import { type Files, findingsIn, findingsOf, lines } from './findings-of.js';

const wrong = async (files: Files) => {
  const found = await findingsOf('wrong-file', files);
  return found.map(
    (finding) => `${finding.severity} ${finding.file}: ${describedFinding(finding).what}`,
  );
};
const accounts = lines('account_id,account_name,owner', 'A1,Acme,R1');
const reps = lines('rep_id,First Name,E-mail,Title', 'R1,Ann,ann@example.com,AE');

describe('wrong files', () => {
  it('are swapped, and nothing else is said of them but what cannot be read', async () => {
    const found = await findingsIn({ accounts: reps, reps: accounts });
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['wrong-file', 'input-error']));
    expect(await wrong({ accounts: reps, reps: accounts })).toEqual([
      'error accounts.csv: are the two files swapped? accounts.csv looks like a list of people (has rep_id, First Name, E-mail and Title), reps.csv like accounts (has account_id and account_name)',
    ]);
  });

  it('hold deals, whose customers come again', async () => {
    const header = 'account_id,account_name,StageName,Close Date,Probability';
    const deals = lines(header, 'D1,Acme,Won,2025-01-02,100', 'D2,Acme,Lost,2025-02-03,0');
    expect(await wrong({ accounts: deals, reps })).toEqual([
      'warning accounts.csv: this looks like opportunities (has StageName, Close Date and Probability)',
    ]);
    expect(await findingsOf('same-name', { accounts: deals, reps })).toEqual([]);
  });

  it('stand in the place of one of the two', async () => {
    expect(await wrong({ accounts, reps: accounts })).toEqual([
      'warning reps.csv: this looks like accounts (has account_id and account_name)',
    ]);
    expect(await wrong({ accounts: reps, reps })).toEqual([
      'error accounts.csv: this looks like a list of people (has rep_id, First Name, E-mail and Title)',
    ]);
  });

  it('are not those that are as they should be', async () => {
    expect(await wrong({ accounts, reps })).toEqual([]);
    const close = lines('account_id,account_name,Stage,Probability,Title', 'A1,Acme,Won,5,x');
    expect(await wrong({ accounts: close, reps })).toEqual([]);
    expect(await wrong({ accounts: lines('id', 'A1'), reps: lines('id', 'R1') })).toEqual([]);
  });
});
