import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readAccounts, readReps } from '../../../src/inputs/csv/accounts-and-reps.js';
import { parseMappings } from '../../../src/inputs/csv/mapping.js';
import { cellText } from '../../../src/model/table.js';

const folder = join(import.meta.dirname, '../../../../shared/data');
const bytes = (file: string): Uint8Array => readFileSync(join(folder, file));

/** Real exports, which cannot be copied into the project: where they are not, there is nothing to test. */
describe.skipIf(!existsSync(folder))('real exports', () => {
  test.each([
    [
      'dynamics365_demo/Account.csv',
      33,
      'Address 1: State/Province > state, Address 1: City > city',
    ],
    [
      'maven_crm/accounts.csv',
      85,
      'account > account_name, sector > industry, revenue > annual_revenue, subsidiary_of > parent_id',
    ],
    [
      'salesforce_exports/apex_recipes_Accounts.csv',
      50,
      'name > account_name, billingcountry > country, billingstate > state, billingcity > city, billingpostalcode > postal_code, NumberOfEmployees > employees',
    ],
    [
      'salesforce_exports/devorg_Account_subset.csv',
      18,
      'Id > account_id, Name > account_name, BillingState > state, BillingCity > city, BillingPostalCode > postal_code, BillingLatitude > latitude, BillingLongitude > longitude, NumberOfEmployees > employees, LastActivityDate > last_contacted',
    ],
    ['salesforce_exports/jsforce_Account_backquote.csv', 10, 'NAME > account_name'],
    [
      'salesforce_exports/jsforce_Account_bulk1_test.csv',
      100,
      'NAME > account_name, BILLINGCOUNTRY > country, BILLINGSTATE > state, BILLINGCITY > city, BILLINGPOSTALCODE > postal_code, NUMBEROFEMPLOYEES > employees',
    ],
    [
      'salesforce_exports/weekly_export_Account.csv',
      1,
      'Id > account_id, Name > account_name, OwnerId > owner, BillingCountry > country, BillingState > state, BillingCity > city, BillingPostalCode > postal_code, BillingLatitude > latitude, BillingLongitude > longitude, NumberOfEmployees > employees, LastActivityDate > last_contacted',
    ],
    [
      'sp500/constituents.csv',
      503,
      'Symbol > account_id, Security > account_name, GICS Sector > industry',
    ],
  ])('%s is read without a problem', (file, size, choices) => {
    const reading = readAccounts(file, bytes(file));
    expect(reading.problems).toEqual([]);
    expect(reading.table.size).toBe(size);
    expect(reading.choices.map(({ header, column }) => `${header} > ${column}`).join(', ')).toBe(
      choices,
    );
  });

  it('Dynamics users have a name in two columns and an e-mail to tell them apart', () => {
    const { table, problems } = readReps('User.csv', bytes('dynamics365_demo/User.csv'));
    expect(problems).toEqual([]);
    expect(table.size).toBe(13);
    expect(cellText(table.columns.get('rep_name'), 0)).toBe('Alan Ross');
    expect(cellText(table.columns.get('rep_id'), 0)).toBe('aross@ccadadeprod.onmicrosoft.com');
    expect(table.columns.get('title')?.filled).toBe(13);
  });

  it('Maven\u2019s agents have a manager and a region', () => {
    const { table, problems } = readReps('sales_teams.csv', bytes('maven_crm/sales_teams.csv'));
    expect(problems).toEqual([]);
    expect([...table.columns.keys()]).toEqual(['rep_name', 'manager', 'region', 'rep_id']);
  });

  it('cities are read once their id is named', () => {
    const { mappings } = parseMappings(['account_id=cityId']);
    const file = 'us_cities/us_cities_geonames.csv';
    const { table, problems } = readAccounts(file, bytes(file), { mappings });
    expect(problems).toEqual([]);
    expect(table.size).toBe(16_677);
    expect(table.columns.get('latitude')).toMatchObject({ kind: 'number', filled: 16_677 });
  });
});
