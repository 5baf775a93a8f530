import { describe, expect, it } from 'vitest';
import { toldByHeaders } from '../../../src/inputs/csv/told-by-headers.js';

const told = (name: string, header: string) => toldByHeaders(name, header.split(','))?.role;

describe('what a file is by its headers', () => {
  it.each([
    ['Id,Name,Type,ParentId,BillingCity,Industry,AnnualRevenue,OwnerId', 'accounts'],
    ['Company name,Company owner,Annual Revenue,Number of Employees', 'accounts'],
    ['First Name,Last Name,Primary Email,Title,Manager', 'reps'],
    ['User ID,Username,Email,Profile,Active,Manager', 'reps'],
    ['Id,AccountId,Name,StageName,Amount,CloseDate,OwnerId', 'opportunities'],
    ['opportunity_id,sales_agent,product,account,deal_stage,close_value', 'opportunities'],
    ['account_id,rep_id,strength', 'relationships'],
    ['rule,accounts,reps,metric,max,level', 'rules'],
    ['account_id,account_name,rep_id,rep_name,previous_rep_id,change', 'assignments'],
    ['product,series,sales_price', undefined],
    ['time,level,message', undefined],
    ['', undefined],
  ])('%s: %s', (header, role) => {
    expect(told('export.csv', header)).toBe(role);
  });

  it('asks the name where the headers are few and common', () => {
    expect(told('x.csv', 'account_id,owner,potential')).toBe('accounts');
    expect(told('accounts.csv', 'account_id,owner')).toBe('accounts');
    expect(told('x.csv', 'ID,Name')).toBe(undefined);
    expect(told('users.csv', 'ID,Name,Email')).toBe('reps');
    expect(told('contacts.csv', 'ID,Name,Email,Account ID')).toBe('contacts');
  });

  it('does not depend on the order of the headers', () => {
    const header = ['Owner', 'Annual Revenue', 'Name', 'City', 'Email', 'Industry'];
    const role = toldByHeaders('x.csv', header)?.role;
    expect(toldByHeaders('x.csv', [...header].reverse())?.role).toBe(role);
  });
});
