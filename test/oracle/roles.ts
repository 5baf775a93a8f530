/**
 * Roles (section 12.1) as the oracle reads them: what the main assignment is without them, and what
 * the files of a role are, once every account has its rep. Each is then read like any other problem.
 */
import type { Problem } from './model.js';
import { accountPasses, repPasses } from './model.js';
import type { ProblemInput } from './problem.js';
import { fold, type Line, type Rule } from './read.js';

const KINDS = ['match', 'avoid', 'limit', 'keep', 'balance', 'together', 'budget', 'prefer'];

/** The role whose row it is; undefined: the main assignment's. */
function roleOf(rule: Rule, rules: Rule[]): string | undefined {
  if (!KINDS.includes(rule.rule)) return undefined;
  const match = /^\s*role\s*=\s*([^;|]*?)\s*(;|$)/i.exec(rule.reps);
  const named = match === null ? '' : fold(match[1]);
  return rules.some((one) => one.rule === 'role' && fold(one.value) === named) ? named : undefined;
}

/** To the main assignment a role row takes its reps out, and a row of a role says nothing. */
export function mainRules(rules: Rule[]): Rule[] {
  return rules
    .filter((rule) => roleOf(rule, rules) === undefined)
    .map((rule) =>
      rule.rule === 'role' ? { ...rule, rule: 'exclude', accounts: '', value: '' } : rule,
    );
}

/** The files of a role: whoever passes, today's holder as the owner, and the role's own rows. */
export function roleInput(
  input: ProblemInput,
  main: Problem,
  assignment: ReadonlyMap<string, string>,
  name: string,
): ProblemInput {
  const role = fold(name);
  const giving = input.rules.filter((rule) => rule.rule === 'role' && fold(rule.value) === role);
  const excluding = input.rules.filter((rule) => rule.rule === 'exclude' && rule.reps !== '');
  const able = main.reps.filter(
    (rep) =>
      giving.some((rule) => repPasses(main, rep, rule.reps)) &&
      !excluding.some((rule) => repPasses(main, rep, rule.reps)) &&
      !['leaving', 'left'].includes(fold(rep.cells.status ?? '')),
  );
  const lines: Line[] = [];
  const fits: Rule[] = [];
  for (const account of main.accounts) {
    const row = giving.find((rule) => accountPasses(main, account, rule.accounts));
    if (!account.planned || row === undefined) continue;
    const line = input.accounts.lines.find(({ cells }) => cells.account_id === account.id);
    const { [role]: holder = '', locked: _, ...cells } = line?.cells ?? {};
    lines.push({
      row: account.row,
      cells: {
        ...cells,
        owner: holder,
        potential: String(account.potential),
        workload: String(account.workload),
        disruption: String(account.disruption),
      },
    });
    const named = able.filter((rep) => repPasses(main, rep, row.reps));
    const pod = fold(
      main.reps.find(({ id }) => id === assignment.get(account.id))?.cells.pod ?? '',
    );
    const inPod = named.filter((rep) => pod !== '' && fold(rep.cells.pod ?? '') === pod);
    const isServed = inPod.some(({ onLeave }) => !onLeave);
    // As an empty cell frees an account from a match row.
    if (!isServed && main.repColumns.has('pod')) fits.push(freed(account.row, account.id));
    const who = isServed ? inPod : named;
    fits.push({
      ...blank,
      row: 1000 + account.row,
      rule: 'match',
      accounts: `account_id = ${account.id}`,
      reps: `rep_id = ${who.map(({ id }) => id).join('|')}`,
    });
  }
  const own = input.rules
    .filter((rule) => roleOf(rule, input.rules) === role)
    .map((rule) => ({ ...rule, reps: rule.reps.replace(/^[^;]*;?\s*/, '') }));
  const isSet = own.some(
    (rule) =>
      rule.rule === 'balance' &&
      ['', 'potential'].includes(rule.metric) &&
      [rule.accounts, rule.reps, rule.by].every((cell) => cell === ''),
  );
  const unbalanced: Rule = { ...blank, row: 999, rule: 'balance', level: 'should', weight: '0' };
  const filled = (name: string): boolean => lines.some(({ cells }) => (cells[name] ?? '') !== '');
  const columns = [
    ...new Set([...input.accounts.columns, 'owner', 'potential', 'workload', 'disruption']),
  ];
  return {
    ...input,
    accounts: { columns: columns.filter(filled), lines },
    reps: {
      ...input.reps,
      lines: input.reps.lines.filter(({ cells }) => able.some(({ id }) => id === cells.rep_id)),
    },
    rules: [...own, ...fits, ...(isSet ? [] : [unbalanced])],
    options: { asOf: input.options.asOf },
    distances: undefined,
  };
}

function freed(row: number, id: string): Rule {
  const metric = 'no such column = rep_id';
  return { ...blank, row: 2000 + row, rule: 'match', accounts: `account_id = ${id}`, metric };
}

const blank: Rule = {
  row: 0,
  rule: '',
  accounts: '',
  reps: '',
  metric: '',
  top: '',
  by: '',
  min: '',
  max: '',
  weight: '',
  value: '',
  level: 'must',
};
