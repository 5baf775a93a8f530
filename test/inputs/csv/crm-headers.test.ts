import { describe, expect, it } from 'vitest';
import { accountColumns } from '../../../src/inputs/csv/account-columns.js';
import { headedFiles } from '../../../src/inputs/csv/crm-headers/crm-headers.js';
import { crmHeaders } from '../../../src/inputs/csv/crm-headers/index.js';
import { headerKey } from '../../../src/inputs/csv/header-key.js';
import {
  accountReference,
  activityColumns,
  contactColumns,
  opportunityColumns,
} from '../../../src/inputs/csv/opportunity-columns.js';
import { repColumns } from '../../../src/inputs/csv/rep-columns.js';

const columnsOf = {
  accounts: accountColumns,
  reps: repColumns,
  ofAccounts: accountReference,
  opportunities: opportunityColumns,
  activities: activityColumns,
  contacts: contactColumns,
};

describe.each(crmHeaders)('the headers of $label', (crm) => {
  it('stand for columns that carve has, and each is known by its column', () => {
    for (const file of headedFiles) {
      for (const [name, { strong = [], weak = [] }] of Object.entries(crm[file] ?? {})) {
        const column = columnsOf[file].find((one) => one.name === name);
        expect(column, `${file}.${name}`).toBeDefined();
        expect(column?.strong).toEqual(expect.arrayContaining(strong.map(headerKey)));
        expect(column?.weak).toEqual(expect.arrayContaining(weak.map(headerKey)));
      }
    }
  });

  it('mean one column of a file each', () => {
    for (const file of headedFiles) {
      const keys = Object.values(crm[file] ?? {}).flatMap(({ strong = [], weak = [] }) =>
        [...strong, ...weak].map(headerKey),
      );
      expect(keys).not.toContain('');
      expect(new Set(keys).size, file).toBe(keys.length);
    }
  });
});
