import type { Problem } from '../../model/problem.js';
import { moneyOf } from '../currency.js';
import { firstOf, list, paragraph, type Section, section } from '../document/blocks.js';
import { andList, counted } from '../document/words.js';
import { linesAtMost, type RebalanceParts } from './parts.js';

const kindWords: Readonly<Record<string, readonly [string, string]>> = {
  churn: ['account churned', 'accounts churned'],
  gone: ['account is gone', 'accounts are gone'],
  merge: ['account has a new parent', 'accounts have a new parent'],
  new: ['new account', 'new accounts'],
  unowned: ['account lost its owner', 'accounts lost their owners'],
  drift: ['account has another owner than planned', 'accounts have another owner than planned'],
};

const repWords: Readonly<Record<string, string>> = {
  leave: 'leaves',
  leave_of_absence: 'is on leave',
  return: 'is back',
  join: 'joins',
  ramp: 'has another ramp or capacity',
  uneven: 'stands further off fair share than allowed',
};

/** What has happened since the plan: of reps one by one, of accounts and rules counted. */
export function happened({ rebalanced, plan }: RebalanceParts): Section {
  const { events, problem } = rebalanced;
  const title = 'What happened';
  if (events.length === 0) {
    // Who else looks after accounts is compared holder by holder, below.
    const about = (plan.roles ?? []).length > 0 ? ' to reps and their accounts' : '';
    return section(title, paragraph(`nothing since the plan${about}`, { depth: 1 }));
  }
  const ofReps = events.filter(({ kind }) => repWords[kind] !== undefined);
  const { shown, more } = firstOf(ofReps, linesAtMost, 'in events.csv');
  const nameOf = (id: string): string => {
    const rep = problem.repIds.indexOf(id);
    return rep < 0 ? '' : problem.repNames[rep];
  };
  const told = shown.map(({ kind, id, accounts = 0, arr = 0, note: said }) => {
    const name = nameOf(id) || said;
    const has =
      accounts === 0
        ? ''
        : `: ${counted(accounts, 'account')}${arr > 0 ? `, ${moneyOf(problem, 'arr', arr)} ARR` : ''}`;
    return `${name === '' ? id : name} ${repWords[kind]}${has}`;
  });
  const counts = Object.entries(kindWords).flatMap(([kind, [one, many]]) => {
    const count = events.filter((event) => event.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const rules = events
    .filter(({ kind }) => kind === 'rule')
    .map(({ id }) => ruleCalled(problem, id));
  const broken = rules.length === 0 ? [] : [`today's owners break ${andList(rules, 4)}`];
  return section(
    title,
    list([...told, ...(more === undefined ? [] : [more]), ...counts, ...broken]),
  );
}

/** A row as it is told without its name. */
export function ruleCalled({ rules }: Problem, id: string): string {
  const rule = rules.find(({ row }) => String(row) === id);
  return rule === undefined ? id : `row ${id} (${rule.kind})`;
}
