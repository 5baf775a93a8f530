import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { repo } from '../cli/carve.js';
import type { Runner } from './runner.js';

const exportsOf: Readonly<Record<string, readonly [string, string]>> = {
  dynamics: ['active-accounts.csv', 'enabled-users.csv'],
  hubspot: ['all-companies.csv', 'users.csv'],
  pipedrive: ['organizations.csv', 'users.csv'],
  'salesforce-report': ['accounts-report.csv', 'users-report.csv'],
  zoho: ['Accounts.csv', 'Users.csv'],
};

/** Account files and rep files of the common CRMs, by pairs, as `ground` lays them out. */
export const exportPairs: readonly (readonly [string, string])[] = Object.keys(exportsOf).map(
  (crm) => [`${crm}-accounts.csv`, `${crm}-reps.csv`],
);

/** A small problem in which every kind of file matters, and which is soon solved. */
const accounts = [
  'account_id,account_name,owner,segment,region,potential,workload,arr,latitude,longitude,renewal_date,parent_id,locked',
  'A1,Harbor Mutual,Ann,Big,East,25000,2,5000,41.76,-72.69,2026-12-16,,',
  'A2,"Quill, Page & Co",Ann,Small,East,16000,1,0,33.75,-84.39,,,',
  'A3,Ridge Labs,Bo,Small,West,9000,1,1200,37.77,-122.42,2027-03-01,A1,',
  'A4,Sable Rail,Bo,Big,West,31000,3,9000,47.61,-122.33,,,yes',
  'A5,Tern Foods,gone@example.com,Big,East,12000,2,0,42.36,-71.06,,,',
  'A6,Umber Tools,,Small,West,7000,1,0,34.05,-118.24,,A4,',
  'A7,Vale Clinic,Cy,Small,East,11000,1,400,40.71,-74.01,2026-11-30,,',
  'A8,Wren Optics,Cy,Big,West,18000,2,3000,32.72,-117.16,,,',
];
const reps = [
  'rep_id,rep_name,email,manager,region,capacity,latitude,longitude,status',
  'R1,Ann,ann@example.com,Max,East,1,42.36,-71.06,active',
  'R2,Bo,bo@example.com,Max,West,1,37.77,-122.42,active',
  'R3,Cy,cy@example.com,Nia,East|West,0.5,40.71,-74.01,active',
];
const rules = [
  'rule,accounts,reps,metric,top,by,min,max,weight,value,level,note',
  'match,,,region,,,,,,,must,',
  'keep,renewal_date >= 2026-11-22; renewal_date <= 2026-12-31,,,,,,,,,must,',
  'balance,,,potential,,,10%,,4,,should,',
  'limit,segment = Big,,,,,,4,,,must,',
  'prefer,segment = Big,rep_id = R1|R2,,,,,,1,,,',
  'together,,,,,,,,,,should,',
  'score,,,arr,,,,,2,,,',
  'tier,,,,,,50,,,A,,',
];

/** A folder with sound files of every kind that carve reads, for one of them to be spoilt. */
export async function writeSoundFiles(runner: Runner): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'carve-test-fuzz-'));
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  const run = async (...args: string[]): Promise<void> => {
    const outcome = await runner.run(args, folder);
    if (typeof outcome === 'string' || outcome.code !== 0) {
      throw new Error(`carve ${args.join(' ')}: ${JSON.stringify(outcome)}`);
    }
  };
  for (const [name, lines] of Object.entries({ accounts, reps, rules })) {
    write(`${name}.csv`, `${lines.join('\n')}\n`);
  }
  for (const [index, [crm, names]] of Object.entries(exportsOf).entries()) {
    for (const [side, name] of names.entries()) {
      copyFileSync(
        join(repo, 'fixtures/exports', crm, name),
        join(folder, exportPairs[index][side]),
      );
    }
  }
  const idOf = (line: string): string => line.split(',')[0];
  const pairs = accounts
    .slice(1)
    .flatMap((account) => reps.slice(1).map((rep) => `${idOf(account)},${idOf(rep)},100`));
  const halved = (pair: string): string => pair.replace(/100$/, '0.5');
  write('distances.csv', `account_id,rep_id,km\n${pairs.join('\n')}\n`);
  write('relationships.csv', `account_id,rep_id,strength\n${pairs.map(halved).join('\n')}\n`);
  write(
    'opportunities.csv',
    [
      'opportunity_id,account_id,owner,stage,amount,close_date,probability',
      'O1,A1,Ann,Negotiation,"12,000",2026-12-01,80%',
      'O2,A2,Bo,Closed Won,4000,2026-05-01,100%',
      'O3,A6,Cy,Qualification,900,2027-01-15,20%',
      'O4,A6,gone@example.com,Closed Lost,50,2026-02-03,0%\n',
    ].join('\n'),
  );
  write(
    'activities.csv',
    'account_id,activity_date,subject\nA1,2026-11-01,Call\nA4,2026-10-09 08:55 PM,E-mail\nA9,,\n',
  );
  write(
    'scenarios.csv',
    'name,weights,rules,note\nCalm,"disruption=9,potential=1",,few moves\nOther,,rules.csv,\n',
  );
  write(
    'assumptions.json',
    '{"pipeline_per_potential":{"low":0.5,"likely":1,"high":2},"loss_on_moved_arr":0.15,"ramp_months":3,"workload_per_rep":null}',
  );
  const table = accounts.map((line) => line.split(','));
  write('accounts.xlsx', await writeXlsx({ sheets: [{ name: 'Accounts', rows: table }] }));
  write('accounts.csv.gz', gzipSync(text('accounts.csv')));
  const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv'];
  await run('validate', ...inputs, '--save-map', 'map.json');
  await run('plan', ...inputs, '--out', 'plan', '--quiet');
  await run('plan', ...inputs, '--weights', 'disruption=9', '--out', 'other', '--quiet');
  copyFileSync(join(folder, 'plan/assignments.csv'), join(folder, 'assignments.csv'));
  mkdirSync(join(folder, 'case'));
  return folder;
}
