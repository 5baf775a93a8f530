import { withRow } from '../../assembly/default-rows.js';
import type { InputProblem } from '../../model/input-problem.js';
import type { Rule, RuleText } from '../../model/rule.js';
import { filledColumn, type Table } from '../../model/table.js';
import type { PresetName } from './preset-names.js';
import { reweigh } from './recipes.js';
import type { OwnScenario } from './scenarios.js';

interface Given {
  readonly accounts: Table;
  readonly reps: Table;
  readonly rules: readonly Rule[];
}

/** A preset: what it is for, what it needs of the files, and its rows. */
interface Preset {
  readonly note: string;
  readonly shareBy?: string;
  /** What is missing for it, and what to do; undefined where nothing is. */
  readonly lacks: (given: Given) => Omit<InputProblem, 'file'> | undefined;
  readonly rows: (given: Given) => readonly RuleText[];
}

const presets: Readonly<Record<PresetName, Preset>> = {
  finance: {
    note: 'finance: an even chance at quota for little cost',
    shareBy: 'quota',
    lacks: ({ reps }) =>
      filledColumn(reps, 'quota') === undefined
        ? { what: `needs a column quota in ${reps.file}`, remedy: 'add one, or name it with --map' }
        : undefined,
    rows: ({ rules }) =>
      reweigh(rules, {
        potential: 4,
        workload: 2,
        disruption: 2,
        distance: 3,
        relationship: 2,
        others: 1,
      }),
  },
  marketing: {
    note: 'marketing: accounts worth a campaign spread over those who can work them',
    lacks: (given) =>
      campaignFilters(given).length === 0
        ? {
            what: `needs a column icp or tier in ${given.accounts.file}, or tier rows in the rules`,
            remedy: 'add one, or name it with --map',
          }
        : undefined,
    rows: (given) =>
      campaignFilters(given).reduce<readonly RuleText[]>(
        (rows, accounts) =>
          withRow(rows, {
            rule: 'balance',
            accounts,
            metric: 'accounts',
            weight: '3',
            level: 'should',
            note: presets.marketing.note,
          }),
        given.rules.map(({ text }) => text),
      ),
  },
  sales: {
    note: 'sales: customers stay with who they know',
    lacks: ({ accounts }) =>
      filledColumn(accounts, 'arr') === undefined
        ? {
            what: `needs a column arr in ${accounts.file}`,
            remedy: 'add one, or name it with --map',
          }
        : undefined,
    rows: ({ rules }) => {
      const others = rules.filter(
        ({ kind, metric }) =>
          !(kind === 'weight' && (metric === 'disruption' || metric === 'relationship')),
      );
      const note = presets.sales.note;
      const kept = withRow(
        others.map(({ text }) => text),
        { rule: 'keep', metric: 'arr', top: '3', note },
      );
      const settled = withRow(kept, { rule: 'weight', metric: 'disruption', weight: '8', note });
      return withRow(settled, { rule: 'weight', metric: 'relationship', weight: '4', note });
    },
  },
};

/** The accounts that campaigns are about, as far as the files tell them. */
function campaignFilters({ accounts, rules }: Given): readonly string[] {
  const hasTiers =
    filledColumn(accounts, 'tier') !== undefined || rules.some(({ kind }) => kind === 'tier');
  return [
    ...(filledColumn(accounts, 'icp') === undefined ? [] : ['icp = yes']),
    ...(hasTiers ? ['tier = 1'] : []),
  ];
}

/** The options that `--preset` asks for, with everything that the files lack for them. */
export function presetScenarios(
  names: readonly PresetName[],
  given: Given,
): { readonly own: readonly OwnScenario[]; readonly problems: readonly InputProblem[] } {
  const own: OwnScenario[] = [];
  const problems: InputProblem[] = [];
  for (const name of names) {
    const { note, shareBy, lacks, rows } = presets[name];
    const lacking = lacks(given);
    if (lacking !== undefined) problems.push({ file: `--preset ${name}`, ...lacking });
    else own.push({ name, note, rows: rows(given), weights: undefined, shareBy });
  }
  return { own, problems };
}
