import { describe, expect, it, test } from 'vitest';
import { accountColumns } from '../../../src/inputs/csv/account-columns.js';
import { readAccounts, readReps } from '../../../src/inputs/csv/accounts-and-reps.js';
import { headerKey } from '../../../src/inputs/csv/header-key.js';
import { parseMappings, unusedMappings } from '../../../src/inputs/csv/mapping.js';
import { repColumns } from '../../../src/inputs/csv/rep-columns.js';
import { csv } from './csv-text.js';

function accountHeaders(header: string, ...maps: string[]) {
  const cells = header.split(',').map(() => '1');
  const { mappings } = parseMappings(maps);
  const reading = readAccounts('accounts.csv', csv(header, cells.join(',')), { mappings });
  const columns = [...reading.table.columns.values()];
  return {
    ...reading,
    taken: Object.fromEntries(columns.map((column) => [column.name, column.header])),
  };
}

test.each([
  ['accounts', accountColumns],
  ['reps', repColumns],
])('in the %s file no spelling means two columns, and each is a key', (_, specs) => {
  const spellings = specs.flatMap((spec) => [
    headerKey(spec.name),
    ...spec.strong,
    ...spec.weak,
    ...(spec.pair ?? []),
  ]);
  expect(spellings).toEqual([...new Set(spellings)]);
  expect(spellings).toEqual(spellings.map((spelling) => headerKey(spelling)));
});

describe('headers of the CRMs', () => {
  test.each([
    [
      'a Salesforce report',
      'Account ID,Account Name,Account Owner,Type,Billing State/Province,Billing Zip/Postal Code,Billing Country,Annual Revenue,Employees,Industry,Last Activity,Parent Account,Territory',
      {
        account_id: 'Account ID',
        account_name: 'Account Name',
        owner: 'Account Owner',
        state: 'Billing State/Province',
        postal_code: 'Billing Zip/Postal Code',
        country: 'Billing Country',
        annual_revenue: 'Annual Revenue',
        employees: 'Employees',
        last_contacted: 'Last Activity',
        parent_id: 'Parent Account',
        territory: 'Territory',
      },
    ],
    [
      'the Salesforce API in upper case',
      'ID,NAME,OWNERID,PARENTID,BILLINGSTATE,SHIPPINGSTATE,BILLINGLATITUDE,ANNUALREVENUE,NUMBEROFEMPLOYEES,LASTACTIVITYDATE',
      {
        account_id: 'ID',
        account_name: 'NAME',
        owner: 'OWNERID',
        parent_id: 'PARENTID',
        state: 'BILLINGSTATE',
        latitude: 'BILLINGLATITUDE',
        annual_revenue: 'ANNUALREVENUE',
        employees: 'NUMBEROFEMPLOYEES',
        last_contacted: 'LASTACTIVITYDATE',
        shippingstate: 'SHIPPINGSTATE',
      },
    ],
    [
      'HubSpot',
      'Record ID,Company name,Company owner,HubSpot Team,Annual Revenue,Number of Employees,City,State/Region,Postal Code,Country/Region,Industry,Last Activity Date,Lifecycle Stage,Number of open deals,Total Revenue',
      {
        account_id: 'Record ID',
        account_name: 'Company name',
        owner: 'Company owner',
        employees: 'Number of Employees',
        state: 'State/Region',
        country: 'Country/Region',
        type: 'Lifecycle Stage',
        last_contacted: 'Last Activity Date',
        annual_revenue: 'Annual Revenue',
        'total revenue': 'Total Revenue',
      },
    ],
    [
      'Dynamics',
      '(Do Not Modify) Account,Account Name,Owner,Territory,Annual Revenue,Address 1: City,Address 1: State/Province',
      {
        '(do not modify) account': '(Do Not Modify) Account',
        account_name: 'Account Name',
        owner: 'Owner',
        state: 'Address 1: State/Province',
      },
    ],
    [
      'Zoho',
      'Record Id,Account Owner,Account Name,Billing State,Billing Code',
      { account_id: 'Record Id', owner: 'Account Owner', postal_code: 'Billing Code' },
    ],
    [
      'Pipedrive',
      'Organization - ID,Organization - Name,Organization - Owner',
      {
        account_id: 'Organization - ID',
        account_name: 'Organization - Name',
        owner: 'Organization - Owner',
      },
    ],
    [
      'custom Salesforce fields',
      'Id,Segment__c,Renewal_Date__c,Health__c',
      { segment: 'Segment__c', renewal_date: 'Renewal_Date__c', health__c: 'Health__c' },
    ],
  ])('are found: %s', (_, header, expected) => {
    const { taken, problems } = accountHeaders(header);
    expect(taken).toMatchObject(expected);
    expect(problems.filter((problem) => problem.what.includes('could be'))).toEqual([]);
  });

  it('prefer an unmistakable spelling to a generic word, which stays as a column of its own', () => {
    const { taken, problems } = accountHeaders('account_id,Company,Account Name,revenue');
    expect(problems).toEqual([]);
    expect(taken).toEqual({
      account_id: 'account_id',
      company: 'Company',
      account_name: 'Account Name',
      annual_revenue: 'revenue',
    });
  });

  it('are told where the spelling differs', () => {
    expect(accountHeaders('Account ID,Account Owner').choices).toEqual([
      { file: 'accounts.csv', column: 'owner', header: 'Account Owner', by: 'spelling' },
    ]);
  });
});

describe('two headers for one column', () => {
  it('are a problem that names both and the --map to write', () => {
    const { problems } = accountHeaders('Account ID,Owner,Account Owner');
    expect(problems).toEqual([
      {
        file: 'accounts.csv',
        row: 1,
        column: 'Owner',
        what: 'could be owner, and so could "Account Owner"',
        remedy:
          'say which one to take: --map "accounts.owner=Owner" or --map "accounts.owner=Account Owner"',
      },
    ]);
  });

  it('are one where both are generic words', () => {
    const { problems } = accountHeaders('account_id,name,company');
    expect(problems).toMatchObject([{ column: 'name', what: expect.stringContaining('company') }]);
  });

  it('are one where they differ by case and spelling alone', () => {
    const { problems } = accountHeaders('account_id,Account ID');
    expect(problems).toMatchObject([{ row: 1, what: expect.stringContaining('"Account ID"') }]);
  });

  it('are settled by --map', () => {
    const { problems, taken, choices } = accountHeaders(
      'Account ID,Owner,Account Owner',
      'owner=Account Owner',
    );
    expect(problems).toEqual([]);
    expect(taken).toMatchObject({ owner: 'Account Owner', 'owner (2)': 'Owner' });
    expect(choices).toMatchObject([{ column: 'owner', header: 'Account Owner', by: 'map' }]);
  });
});

describe('--map', () => {
  const headers = { accounts: ['Acct No', 'Rep = Person', 'Tgt'], reps: ['User', 'Tgt'] };

  it('takes any header, with an equals sign in it, in another case', () => {
    const { taken } = accountHeaders(
      'acct no,Rep = Person',
      'account_id=Acct No',
      'owner=Rep = Person',
    );
    expect(taken).toEqual({ account_id: 'acct no', owner: 'Rep = Person' });
  });

  it('may take one header for two columns', () => {
    const { table } = accountHeaders('Key', 'account_id=Key', 'account_name=Key');
    expect([...table.columns.keys()].sort()).toEqual(['account_id', 'account_name']);
  });

  it('goes to the file that has the column, or that the prefix names', () => {
    const { mappings, problems } = parseMappings([
      'quota=Tgt',
      'accounts.owner=Rep = Person',
      'reps.rep_id=User',
    ]);
    expect(problems).toEqual([]);
    expect(unusedMappings(mappings, headers)).toEqual([]);
    const reps = readReps('reps.csv', csv('User,Tgt', 'u1,5'), { mappings });
    expect([...reps.table.columns.keys()]).toEqual(['rep_id', 'quota']);
  });

  test.each([
    ['owner', 'is not of the form CANONICAL=HEADER'],
    ['=Owner', 'is not of the form CANONICAL=HEADER'],
    ['owner=', 'is not of the form CANONICAL=HEADER'],
    ['teams.owner=Owner', 'is not of the form CANONICAL=HEADER'],
    ['ownr=Owner', 'names "ownr", which is no column carve knows'],
    ['reps.owner=Owner', 'names "owner", which is no column carve knows in the reps file'],
  ])('refuses %j', (text, what) => {
    expect(parseMappings([text]).problems).toMatchObject([{ file: '--map', what, value: text }]);
  });

  it('refuses a second header for a column, and a header that no file has', () => {
    expect(parseMappings(['owner=A', 'owner=B']).problems).toMatchObject([{ value: 'owner=B' }]);
    const { mappings } = parseMappings(['region=Area', 'accounts.account_id=User']);
    expect(unusedMappings(mappings, headers)).toMatchObject([
      { file: '--map', value: 'region=Area', what: 'names a header that no file has' },
      {
        file: '--map',
        value: 'accounts.account_id=User',
        what: 'names a header that the accounts file does not have',
        remedy: 'take one of: "Acct No", "Rep = Person", "Tgt"',
      },
    ]);
  });
});
