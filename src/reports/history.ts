import type { Document } from './document/blocks.js';
import { figures, note, section, table, words } from './document/blocks.js';
import { percentShown } from './document/figures.js';
import { andList, counted } from './document/words.js';
import type { PlanJson } from './plan-json.js';

/** A plan of a chain, as it was named. */
export interface HistoryStep {
  readonly name: string;
  readonly plan: PlanJson;
}

/** The plans that led to one, the first of them on top: when, what happened, what moved, how even, how good. */
export function historyDocument(steps: readonly HistoryStep[], end: string | undefined): Document {
  const inOrder = [...steps].reverse();
  return {
    headline: { text: headline(inOrder) },
    sections: [
      section(
        'The plan as it went on',
        table(inOrder, [
          words('As of', ({ plan }) => plan.options.as_of),
          words('What happened', ({ plan }) => whatHappened(plan), { flexible: true, least: 24 }),
          figures('Moved', 'count', ({ plan }) => plan.after.accounts_moved),
          figures('Gone', 'count', ({ plan }) => plan.after.accounts_orphaned),
          figures('First', 'count', ({ plan }) => plan.after.accounts_new),
          figures('Mean off', 'percent', ({ plan }) => evennessOf(plan)),
          figures('Score', 'count', ({ plan }) => 100 * plan.objective.value),
          words('Plan', ({ name }) => name, { dispensable: true }),
        ]),
        note('Moved: left an active owner. Gone: their owner had gone. First: had none'),
        note('Mean off: from a fair share of potential, on average'),
        note('Score: 100 times the objective; lower is better'),
        note(end),
      ),
    ],
  };
}

function headline(steps: readonly HistoryStep[]): string {
  const [first] = steps;
  const last = steps[steps.length - 1];
  const moved = steps.reduce((sum, { plan }) => sum + plan.after.accounts_moved, 0);
  const off = evennessOf(last.plan);
  const even =
    off === undefined ? '' : `; reps are ${percentShown(off)} off fair share on average now`;
  const since = `since ${first.plan.options.as_of}`;
  return `${counted(steps.length, 'plan')} ${since}: ${counted(moved, 'account')} left an active owner${even}`;
}

/** What a plan answers, in a few words. */
function whatHappened({ from, events, rebalance, route, review }: PlanJson): string {
  if (review !== undefined) return `round: ${review.taken} by hand`;
  if (rebalance !== undefined) {
    const all = Object.entries(events ?? {});
    // A rule that is broken mostly follows from what else has happened.
    const causes = all.filter(([kind]) => kind !== 'rule' && kind !== 'drift');
    const told = (causes.length === 0 ? all : causes).map(([kind, count]) =>
      counted(count, ...(kindWords[kind] ?? [kind])),
    );
    return told.length === 0 ? 'rebalanced: nothing happened' : andList(told, 4);
  }
  if (route !== undefined) return `${counted(route.routed, 'new account')} routed`;
  return from === undefined ? 'a plan' : 'planned anew';
}

/** What one event of a kind is called. */
const kindWords: Readonly<Record<string, readonly [one: string, many?: string]>> = {
  leave: ['leaver'],
  leave_of_absence: ['rep on leave', 'reps on leave'],
  return: ['return'],
  join: ['joiner'],
  ramp: ['other ramp', 'other ramps'],
  uneven: ['uneven rep'],
  churn: ['lost customer'],
  gone: ['account gone', 'accounts gone'],
  merge: ['merger'],
  new: ['new account'],
  unowned: ['account without owner', 'accounts without owner'],
  drift: ['other owner'],
  rule: ['broken rule'],
};

function evennessOf({ after }: PlanJson): number | undefined {
  const { potential } = after;
  return typeof potential === 'object' ? potential.mean_abs_deviation_pct : undefined;
}
