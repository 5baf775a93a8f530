import { numberColumn, textColumn } from '../model/columns.js';
import type { ScoreSignal } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import {
  type Column,
  filledColumn,
  filledNumbers,
  fold,
  numbersOf,
  type Table,
} from '../model/table.js';
import type { RuleDefinition } from '../rules/definition.js';
import { definitions } from '../rules/kinds/index.js';
import { titled } from '../rules/titled.js';
import { disruptionOf } from '../scoring/disruption.js';
import { scoresOf } from '../scoring/score.js';
import { potentialFromSize } from '../scoring/size.js';
import type { AccountColumns } from './account-columns.js';
import type { Derivations } from './derivations.js';
import { potentialSource } from './potential-source.js';
import type { RuleTables } from './rule-tables.js';

/** The measures of an account that are given or worked out (contract 2 and 4). */
export interface DerivedColumns {
  /** NaN only for excluded accounts whose potential would be their score. */
  readonly potential: () => Float64Array;
  readonly workload: () => Float64Array;
  readonly disruption: () => Float64Array;
  /** NaN where there is none. */
  readonly score: () => Float64Array;
  /** What the score is made of. */
  readonly signals: () => readonly ScoreSignal[];
  readonly tier: () => readonly string[];
}

export interface DerivedSources {
  readonly table: Table;
  readonly columns: AccountColumns;
  readonly tables: RuleTables;
  readonly rules: readonly Rule[];
  readonly derivations: Derivations;
  readonly potentialCap: boolean;
  /** 1 for accounts that are not excluded. */
  readonly counted: () => Uint8Array;
  readonly planned: () => Uint8Array;
  /** Says on stderr what was taken for what. */
  readonly assume: (sentence: string) => void;
  readonly warn: (sentence: string) => void;
}

/** Registers the derived columns, each worked out when first needed. */
export function deriveColumns(sources: DerivedSources): DerivedColumns {
  const { table, columns, derivations } = sources;
  const scored = derivations.once('score', () => {
    const signals = signalsOf(sources);
    return { signals, score: scoreColumn(sources, signals) };
  });
  const score = (): Float64Array => scored().score;
  if (rulesOf(sources, 'score').length > 0) {
    if (filledColumn(table, 'score') !== undefined) {
      sources.warn(
        `the account file has a score column; the score rows of the rules are used instead`,
      );
    }
    columns.derive('score', () => numberColumn('score', score()));
  }
  const potential = derivations.once('potential', () => potentialOf(sources, score));
  const workload = derivations.once('workload', () => workloadOf(sources));
  const disruption = derivations.once('disruption', () => disruptionColumn(sources));
  const tier = derivations.once('tier', () => tierOf(sources));
  if (filledNumbers(table, 'potential') === undefined) {
    columns.derive('potential', () => numberColumn('potential', potential()));
  }
  if (filledNumbers(table, 'workload') === undefined) {
    columns.derive('workload', () => numberColumn('workload', workload()));
  }
  if (filledNumbers(table, 'disruption') === undefined) {
    columns.derive('disruption', () => numberColumn('disruption', disruption()));
  }
  if (filledColumn(table, 'tier') === undefined && rulesOf(sources, 'tier').length > 0) {
    columns.derive('tier', () => textColumn('tier', tier()));
  }
  const signals = (): readonly ScoreSignal[] => scored().signals;
  return { potential, workload, disruption, score, signals, tier };
}

function rulesOf(sources: DerivedSources, column: RuleDefinition['builds']): readonly Rule[] {
  return sources.rules.filter(({ kind }) => definitions[kind].builds === column);
}

function signalsOf(sources: DerivedSources): readonly ScoreSignal[] {
  return rulesOf(sources, 'score').map((rule) => ({
    row: rule.row,
    metric: rule.metric,
    values: rule.metric === '' ? undefined : sources.tables.values(rule, rule.metric),
    passing: sources.tables.accountsPassing(rule),
    weight: rule.weight ?? 1,
  }));
}

function scoreColumn(sources: DerivedSources, signals: readonly ScoreSignal[]): Float64Array {
  if (signals.length === 0) {
    const own = sources.table.columns.get('score');
    const given = own === undefined ? undefined : numbersOf(own, sources.table.size);
    return given ?? new Float64Array(sources.table.size).fill(Number.NaN);
  }
  if (signals.every(({ weight }) => weight === 0)) {
    sources.tables.fault(
      rulesOf(sources, 'score')[0],
      'weight',
      'leaves the score without any weight',
      '0',
      'give a score row a weight other than 0',
    );
  }
  return scoresOf(signals, sources.counted());
}

function potentialOf(sources: DerivedSources, score: () => Float64Array): Float64Array {
  const { table } = sources;
  const rows = rulesOf(sources, 'potential');
  const source = potentialSource(table, sources.rules);
  switch (source.from) {
    case 'column':
      ignoreRows(sources, rows);
      return zeroWhereEmpty(sources, source.values, 'potential');
    case 'rows':
      return fromRows(sources, rows);
    case 'score':
      sources.assume('potential is the score: no potential column and no potential rows');
      return score();
    case 'size':
      sources.assume(
        `potential is taken from ${source.column.header}${sources.potentialCap ? ', lowered to its 95th percentile' : ''}: no potential column`,
      );
      return potentialFromSize(
        source.values,
        segmentCodes(table),
        sources.counted(),
        sources.potentialCap,
      );
    case 'one':
      sources.assume('potential is 1 for every account: no potential, score, revenue or employees');
      return new Float64Array(table.size).fill(1);
  }
}

function workloadOf(sources: DerivedSources): Float64Array {
  const given = filledNumbers(sources.table, 'workload');
  const rows = rulesOf(sources, 'workload');
  if (given !== undefined) {
    ignoreRows(sources, rows);
    return zeroWhereEmpty(sources, given, 'workload');
  }
  if (rows.length > 0) return fromRows(sources, rows);
  sources.assume('workload is 1 for every account: no workload column');
  return new Float64Array(sources.table.size).fill(1);
}

function ignoreRows(sources: DerivedSources, rows: readonly Rule[]): void {
  for (const rule of rows) {
    sources.warn(`ignored, because the account file has a ${rule.kind} column: ${titled(rule)}`);
  }
}

function zeroWhereEmpty(sources: DerivedSources, values: Float64Array, name: string): Float64Array {
  const empty = values.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0);
  if (empty > 0) {
    sources.warn(`${empty} account${empty === 1 ? ' has' : 's have'} no ${name}, counted as 0`);
  }
  return zerosForNaN(values);
}

/** The values with 0 for NaN: the very array where there is none. */
export function zerosForNaN(values: Float64Array): Float64Array {
  let copy: Float64Array | undefined;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index])) continue;
    copy ??= values.slice();
    copy[index] = 0;
  }
  return copy ?? values;
}

/** Σ over the rows an account passes of weight (× its metric). */
function fromRows(sources: DerivedSources, rows: readonly Rule[]): Float64Array {
  const total = new Float64Array(sources.table.size);
  for (const rule of rows) {
    const passing = sources.tables.accountsPassing(rule);
    const metric = rule.metric === '' ? undefined : sources.tables.values(rule, rule.metric);
    const weight = rule.weight ?? 1;
    for (let account = 0; account < total.length; account++) {
      if (passing[account] === 0) continue;
      const amount = metric === undefined ? 1 : metric[account];
      total[account] += weight * (Number.isNaN(amount) ? 0 : amount);
    }
  }
  const negative = total.findIndex((amount) => amount < 0);
  if (negative >= 0) {
    const [rule] = rows;
    sources.tables.fault(
      rule,
      'weight',
      `makes the ${rule.kind} of ${sources.table.file} row ${sources.table.rowNumbers[negative]} negative, all ${rule.kind} rows together`,
      String(total[negative]),
      `let the ${rule.kind} rows add up to 0 or more for every account`,
    );
  }
  return total;
}

/** The account's segment as a code, the same for segments that compare equal; 0 for none. */
function segmentCodes(table: Table): Uint32Array {
  const column = table.columns.get('segment');
  if (column?.kind !== 'text') return new Uint32Array(table.size);
  const codeOf = new Map([['', 0]]);
  const folded = column.words.map((word) => {
    const key = fold(word);
    const code = codeOf.get(key) ?? codeOf.size;
    codeOf.set(key, code);
    return code;
  });
  return column.codes.map((code) => folded[code]);
}

function disruptionColumn(sources: DerivedSources): Float64Array {
  const { table, columns } = sources;
  const type = filledColumn(table, 'type');
  const contact = columns.column('days_since_contact');
  const [arr, openPipeline] = ['arr', 'open_pipeline'].map((name) => {
    const amounts = filledNumbers(table, name);
    return amounts && zeroWhereEmpty(sources, amounts, name);
  });
  const given = filledNumbers(table, 'disruption');
  if (given === undefined) {
    const from = [
      arr && 'ARR',
      openPipeline && 'open pipeline',
      type && 'type',
      contact && 'last contact',
    ].filter((name) => name !== undefined);
    sources.assume(
      from.length > 0
        ? `disruption is worked out from ${listed(from)}: no disruption column`
        : 'every account is equally cheap to move: no disruption, arr, open_pipeline, type or last_contacted',
    );
  }
  return disruptionOf({
    given,
    arr,
    openPipeline,
    customer: type === undefined ? undefined : startsWithCustomer(type, table.size),
    daysSinceContact: contact?.kind === 'number' ? contact.values : undefined,
    planned: sources.planned(),
  });
}

function startsWithCustomer(type: Column, size: number): Uint8Array {
  if (type.kind !== 'text') return new Uint8Array(size);
  const verdicts = Uint8Array.from(type.words, (word) =>
    fold(word).startsWith('customer') ? 1 : 0,
  );
  const customer = new Uint8Array(size);
  for (let account = 0; account < size; account++) {
    customer[account] = verdicts[type.codes[account]];
  }
  return customer;
}

/** The tier of each account: as given, else the first tier row that applies; '' for none. */
function tierOf(sources: DerivedSources): readonly string[] {
  const { table } = sources;
  const given = filledColumn(table, 'tier');
  const rows = rulesOf(sources, 'tier');
  if (given !== undefined) {
    ignoreRows(sources, rows);
    return Array.from({ length: table.size }, (_, account) =>
      given.kind === 'text' ? given.words[given.codes[account]] : '',
    );
  }
  const tiers = new Array<string>(table.size).fill('');
  for (const rule of rows) {
    const passing = sources.tables.accountsPassing(rule);
    const values = rule.min === undefined ? undefined : metricForTier(sources, rule);
    for (let account = 0; account < tiers.length; account++) {
      if (tiers[account] !== '' || passing[account] === 0) continue;
      if (values === undefined || values[account] >= (rule.min?.amount ?? 0))
        tiers[account] = rule.value;
    }
  }
  return tiers;
}

function metricForTier(sources: DerivedSources, rule: Rule): Float64Array {
  const metric = rule.metric === '' ? 'score' : rule.metric;
  const values = sources.tables.values(rule, metric);
  const zero = ['potential', 'workload', 'arr', 'open_pipeline'].includes(fold(metric));
  return zero ? values.map((value) => (Number.isNaN(value) ? 0 : value)) : values;
}

/** "ARR, type and last contact". */
function listed(names: readonly string[]): string {
  const first = names.slice(0, -1).join(', ');
  return first === '' ? names[0] : `${first} and ${names[names.length - 1]}`;
}
