import { gunzipSync, gzipSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { type Edit, editBytes, editJson, editTable } from './edits.js';
import { exportPairs } from './ground.js';

/** Something that carve reads, how it is spoilt, and the commands that read it. */
export interface Target {
  /** Sound files to begin from, in the ground folder. */
  readonly files: readonly string[];
  readonly edit: (bytes: Buffer, edit: Edit) => Buffer;
  /** Arguments, given the spoilt file; all run in the ground folder. */
  readonly commands: readonly ((file: string) => readonly string[])[];
  /** How many cases of it `npm test` has time for. */
  readonly cases: number;
}

const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv'];
const out = ['--out', 'case/out'];
const quick = ['--effort', 'quick', '--threads', '1'];
const withAccounts: Target['commands'] = [
  (file) => ['validate', file, 'reps.csv', '--rules', 'rules.csv', '--format', 'json'],
  (file) => ['validate', file, 'reps.csv'],
  (file) => ['check', file, 'reps.csv', '--rules', 'rules.csv'],
  (file) => ['check', file, 'reps.csv', '--format', 'json'],
  (file) => ['plan', file, 'reps.csv', '--rules', 'rules.csv', ...quick, ...out],
  (file) => ['diff', 'accounts.csv', file, '--reps', 'reps.csv'],
];

/** Edits the packed bytes of a gzip file, or what is in it. */
function editGzip(bytes: Buffer, edit: Edit): Buffer {
  if (edit.how === 'byte' || edit.how === 'drop' || edit.how === 'cut')
    return editBytes(bytes, edit);
  try {
    return gzipSync(editTable(gunzipSync(bytes), edit));
  } catch {
    return editBytes(bytes, edit);
  }
}

/** Edits the bytes of a zip archive, or one of the files in it. */
function editZip(bytes: Buffer, edit: Edit): Buffer {
  if (edit.how === 'drop' || edit.how === 'cut') return editBytes(bytes, edit);
  try {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts);
    const name = names[edit.what % names.length];
    if (edit.how === 'lose') delete parts[name];
    else parts[name] = new Uint8Array(editMarkup(Buffer.from(parts[name]), edit));
    return Buffer.from(zipSync(parts));
  } catch {
    return editBytes(bytes, edit);
  }
}

/** Replaces what stands between two signs of XML, or between two quotes. */
function editMarkup(bytes: Buffer, edit: Edit): Buffer {
  if (edit.how !== 'part') return editBytes(bytes, edit);
  const pieces = bytes.toString().split(/([<>"])/);
  pieces[2 * (edit.at % Math.ceil(pieces.length / 2))] =
    markupWords[edit.size % markupWords.length];
  return Buffer.from(pieces.join(''));
}

const markupWords = [
  '',
  '-1',
  '0',
  '99999999',
  '1e308',
  'A1:XFD1048576',
  'XFD1048576',
  'ZZZZZZ99999999999',
  '__proto__',
  '&lol;',
  '&#0;',
  '&#x10FFFF;',
  '!DOCTYPE a [!ENTITY x SYSTEM "file:///etc/passwd"',
  '../../../etc/passwd',
  '=1+1',
  'row',
  'c r="A1" t="s"',
  's',
  'NaN',
];

const planCommands: Target['commands'] = [
  () => ['verify', 'case/plan'],
  () => ['verify', 'case/plan', '--format', 'json'],
  () => ['diff', 'case/plan', 'other'],
  () => ['diff', 'other', 'case/plan', '--base', 'plan', '--format', 'json'],
  () => ['explain', 'case/plan'],
  () => ['explain', 'case/plan', 'A1', '--format', 'json'],
  () => ['explain', 'case/plan', 'R1'],
  () => ['export', 'case/plan', '--for', 'hubspot', ...out],
  () => ['report', 'case/plan', '--format', 'text'],
  () => ['report', 'case/plan', '--out', 'case/out.html'],
  () => ['check', 'accounts.csv', 'reps.csv', '--baseline', 'case/plan'],
];

/** By the name that `npm run fuzz -- --target` takes. */
export const targets: Readonly<Record<string, Target>> = {
  accounts: {
    files: ['accounts.csv'],
    edit: editTable,
    commands: withAccounts,
    cases: 120,
  },
  exports: {
    files: exportPairs.flat(),
    edit: editTable,
    commands: [
      (file) => ['validate', ...exportPair(file)],
      (file) => ['validate', ...exportPair(file), '--format', 'json'],
      (file) => ['check', ...exportPair(file)],
      (file) => ['plan', ...exportPair(file), ...quick, ...out],
    ],
    cases: 15,
  },
  reps: {
    files: ['reps.csv'],
    edit: editTable,
    commands: [
      (file) => ['validate', 'accounts.csv', file, '--rules', 'rules.csv'],
      (file) => ['check', 'accounts.csv', file, '--rules', 'rules.csv', '--format', 'markdown'],
      (file) => ['plan', 'accounts.csv', file, '--rules', 'rules.csv', ...quick, ...out],
    ],
    cases: 78,
  },
  rules: {
    files: ['rules.csv'],
    edit: editTable,
    commands: [
      (file) => ['validate', 'accounts.csv', 'reps.csv', '--rules', file],
      (file) => ['check', 'accounts.csv', 'reps.csv', '--rules', file, '--format', 'sarif'],
      (file) => ['plan', 'accounts.csv', 'reps.csv', '--rules', file, ...quick, ...out],
    ],
    cases: 99,
  },
  distances: {
    files: ['distances.csv'],
    edit: editTable,
    commands: [
      (file) => ['validate', ...inputs, '--distances', file],
      (file) => ['check', ...inputs, '--distances', file, '--format', 'junit'],
    ],
    cases: 60,
  },
  relationships: {
    files: ['relationships.csv'],
    edit: editTable,
    commands: [
      (file) => ['validate', ...inputs, '--relationships', file],
      (file) => ['check', ...inputs, '--relationships', file, '--format', 'json'],
    ],
    cases: 30,
  },
  opportunities: {
    files: ['opportunities.csv'],
    edit: editTable,
    commands: [
      (file) => ['validate', ...inputs, '--opportunities', file],
      (file) => ['check', ...inputs, '--opportunities', file, '--owner-from', 'opportunities'],
    ],
    cases: 60,
  },
  activities: {
    files: ['activities.csv'],
    edit: editTable,
    commands: [(file) => ['check', ...inputs, '--activities', file, '--format', 'json']],
    cases: 60,
  },
  assignments: {
    files: ['assignments.csv'],
    edit: editTable,
    commands: [
      (file) => ['check', ...inputs, '--assignments', file],
      (file) => ['check', ...inputs, '--assignments', file, '--format', 'json'],
      (file) => ['diff', 'plan', file],
      (file) => ['diff', file, 'other', '--base', 'plan', '--merge', 'case/merged.csv'],
    ],
    cases: 78,
  },
  scenarios: {
    files: ['scenarios.csv'],
    edit: editTable,
    commands: [(file) => ['scenarios', ...inputs, '--scenarios', file, ...quick, ...out]],
    cases: 12,
  },
  assumptions: {
    files: ['assumptions.json'],
    edit: editJson,
    commands: [(file) => ['scenarios', ...inputs, '--assumptions', file, ...quick, ...out]],
    cases: 12,
  },
  map: {
    files: ['map.json'],
    edit: editJson,
    commands: [
      (file) => ['validate', ...inputs, '--map-file', file],
      (file) => ['diff', 'accounts.csv', 'plan', '--reps', 'reps.csv', '--map-file', file],
    ],
    cases: 78,
  },
  'plan.json': { files: ['plan/plan.json'], edit: editJson, commands: planCommands, cases: 120 },
  'certificate.json': {
    files: ['plan/certificate.json'],
    edit: editJson,
    commands: planCommands.slice(0, 2),
    cases: 60,
  },
  'plan tables': {
    files: ['assignments', 'territories', 'teams', 'moves', 'rules-used'].map(
      (name) => `plan/${name}.csv`,
    ),
    edit: editTable,
    commands: planCommands,
    cases: 78,
  },
  xlsx: { files: ['accounts.xlsx'], edit: editZip, commands: withAccounts.slice(1, 3), cases: 120 },
  gzip: {
    files: ['accounts.csv.gz'],
    edit: editGzip,
    commands: withAccounts.slice(1, 3),
    cases: 60,
  },
};

/** Both files of an export, one of them spoilt. */
function exportPair(file: string): readonly string[] {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const pair = exportPairs.find((one) => one.includes(name)) ?? exportPairs[0];
  return pair.map((one) => (one === name ? file : one));
}
