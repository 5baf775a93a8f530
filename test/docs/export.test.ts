import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crmNames } from '../../src/crm/crm.js';
import { crms } from '../../src/crm/index.js';
import { exportFileNames, exportJson } from '../../src/reports/export/files.js';
import { repo } from '../cli/carve.js';

const page = readFileSync(join(repo, 'docs/export.md'), 'utf8');
const words = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word));

test.each(crmNames)('export.md names the files and columns for %s', (name) => {
  const files = Object.values(exportFileNames(name)).map((file) => file.replace(name, 'CRM'));
  const wanted = [...files, crms[name].idHeader, crms[name].ownerHeader];
  expect(wanted.filter((word) => !words.has(word))).toEqual([]);
});

test('export.md names every key of the JSON', () => {
  const none = { owners: [], rollback: [], inactive: [], notPossible: [], stamps: [] };
  const counts = { unchanged: 0, released: 0, excluded: 0, unplaced: 0, linked: [], misread: 0 };
  const problem = { file: '', what: '', remedy: '' };
  const roles = [
    { name: 'SDR', key: 'sdr', field: { crm: crms.salesforce, emptied: 0, ...none } },
    { name: 'CSM', key: 'csm', field: { problems: [problem] } },
  ];
  const exported = { crm: crms.salesforce, ownerColumn: undefined, ...none, ...counts, roles };
  const keys: string[] = [];
  JSON.parse(exportJson(exported, '0'), (key, value: unknown) => {
    if (!/^\d*$/.test(key)) keys.push(key);
    return value;
  });
  expect(keys.filter((key) => !words.has(key))).toEqual([]);
});
