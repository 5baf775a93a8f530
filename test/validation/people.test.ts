import { describe, expect, it } from 'vitest';
import { describedFinding } from '../../src/reports/validate/said.js';
import { findingsIn, findingsOf, lines } from './findings-of.js';

describe('owners', () => {
  it('names an owner who is no rep, and who was likely meant', async () => {
    const accounts = lines('account_id,owner', 'A1,Anna Bell', 'A2,Ana Belle', 'A3,Anna Bel');
    const reps = lines('rep_id,rep_name', 'R1,Anna Bell', 'R2,Bo');
    const found = await findingsOf('owner-unknown', { accounts, reps });
    expect(found.map(({ value, rows, facts }) => [value, rows, facts.likely])).toEqual([
      ['Ana Belle', [3], undefined],
      ['Anna Bel', [4], 'Anna Bell'],
    ]);
  });

  it('finds a bot among the reps unless the rules leave it out', async () => {
    const accounts = lines('account_id,owner', 'A1,R2', 'A2,R1');
    const reps = lines('rep_id,rep_name,title', 'R1,Ann,Account Manager', 'R2,Deal Close,Agent');
    const [found, ...others] = await findingsOf('rep-is-no-seller', { accounts, reps });
    expect(found).toMatchObject({ rows: [3], facts: { title: 'Agent', owned: 1, live: true } });
    expect(others).toEqual([]);
    const rules = lines('rule,reps', 'exclude,title = Agent');
    expect(await findingsOf('rep-is-no-seller', { accounts, reps, rules })).toEqual([]);
  });

  it('finds ICP accounts that nobody owns', async () => {
    const accounts = lines('account_id,owner,icp', 'A1,R1,yes', 'A2,,yes', 'A3,Gone,yes', 'A4,,no');
    const found = await findingsOf('icp-unowned', { accounts });
    expect(found.map(({ rows }) => rows)).toEqual([[3], [4]]);
  });

  it('warns before all else that there is no owner column', async () => {
    const accounts = lines('account_id,account_name', 'A1,Acme', 'A2,ACME Inc.');
    const found = await findingsIn({ accounts });
    expect(found.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'no-owner-column warning',
      'same-name warning',
    ]);
  });

  it('tells the id of a Salesforce user from a name, and takes its short form for the same', async () => {
    const accounts = lines('account_id,owner', 'A1,005dN00000C1tUIQAZ', 'A2,005dN00000C1tUJQAZ');
    const reps = lines('rep_id,rep_name', '005dN00000C1tUI,Ann', 'R2,Bo');
    const found = await findingsOf('owner-unknown', { accounts, reps });
    expect(found.map(({ value, facts }) => [value, facts.isUserId, facts.likely])).toEqual([
      ['005dN00000C1tUJQAZ', true, undefined],
    ]);
    const [unknown] = found.map((finding) => describedFinding(finding).remedy);
    expect(unknown).toContain("export the owner's name");
  });

  it('counts and names the reps who own nothing, where there are owners', async () => {
    const reps = lines(
      'rep_id,rep_name,status',
      'R1,Ann,',
      'R2,Bo,active',
      'R3,Cy,left',
      'R4,,leaving',
      'R5,,',
    );
    const accounts = lines('account_id,owner', 'A1,R1');
    const [found, ...others] = await findingsOf('reps-without-accounts', { accounts, reps });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      severity: 'note',
      rows: [3, 6],
      facts: { names: ['Bo', 'R5'], of: 3 },
    });
    expect(describedFinding(found).what).toBe('2 of 3 reps own no account: Bo and R5');
    const ownerless = lines('account_id', 'A1');
    expect(await findingsOf('reps-without-accounts', { accounts: ownerless, reps })).toEqual([]);
    const strangers = lines('account_id,owner', 'A1,Gone');
    expect(await findingsOf('reps-without-accounts', { accounts: strangers, reps })).toEqual([]);
  });
});

describe('parents', () => {
  it('finds those that are no account, and whom a name or a long id meant', async () => {
    const accounts = lines(
      'account_id,account_name,parent_id',
      '001dN00000v2DEw,Acme,',
      'A2,Bolt,001dN00000v2DEwQAM',
      'A3,Cog,acme',
      'A4,Dig,A9',
    );
    const found = await findingsOf('parent-missing', { accounts });
    expect(found.map(({ value, facts }) => [value, facts.likely])).toEqual([
      ['001dN00000v2DEwQAM', '001dN00000v2DEw'],
      ['acme', '001dN00000v2DEw'],
      ['A9', undefined],
    ]);
  });

  it('finds each circle once', async () => {
    const accounts = lines(
      'account_id,parent_id',
      'A1,A2',
      'A2,A3',
      'A3,A1',
      'A4,A1',
      'A5,A5',
      'A6,',
    );
    const found = await findingsOf('parent-loop', { accounts });
    expect(found.map(({ facts }) => facts.ids)).toEqual([['A1', 'A2', 'A3'], ['A5']]);
  });
});
