import { accountName } from '../../evaluation/account-name.js';
import type { Problem } from '../../model/problem.js';
import type { Routing } from '../../model/routing.js';
import {
  type Document,
  figures,
  firstOf,
  type Headline,
  list,
  note,
  paragraph,
  section,
  sectionIf,
  table,
  words,
} from '../document/blocks.js';
import { asWord } from '../document/shell-word.js';
import { andList, counted, plural } from '../document/words.js';
import { nextFor, nextSection } from '../next-commands.js';
import { brokenRoles, type ReportedPlan } from '../plan-words.js';
import { roleChanges } from '../roles.js';
import type { RoutingParts } from './routing-tables.js';
import { lackedWords, missWords, routeReason, shownWords } from './words.js';

/** So many accounts are told one by one. */
const most = 12;

/** Who got which of the new accounts, and what is left to decide. */
export function routingDocument(
  parts: RoutingParts & { readonly plan: Pick<ReportedPlan['plan'], 'roles'> },
  written: { readonly out: string; readonly files: readonly string[] },
): Document {
  const { problem, evaluation, routing, hasClaims } = parts;
  const { routed, unrouted, losers, changed } = routing;
  const shown = firstOf(routed, most, 'accounts');
  const left = firstOf(unrouted, most, 'accounts');
  const lost = firstOf(losers, most, 'claims');
  const given = new Map<number, number>();
  for (const { rep } of routed) given.set(rep, (given.get(rep) ?? 0) + 1);
  const reps = [...given].sort(([a, some], [b, others]) => others - some || a - b);
  const idOf = (rep: number): string => (rep < 0 ? 'nobody' : problem.repNames[rep]);
  return {
    headline: headline(routing),
    sections: [
      ...sectionIf(
        unrouted.length > 0,
        'Left to decide',
        list(
          left.shown.map(({ account, tried }) => ({
            text: accountName(problem, account),
            mark: '-',
            markTone: 'bad' as const,
            details: tried.map(({ step, miss }) => `${step}: ${missWords(problem, step, miss)}`),
          })),
        ),
        note(left.more),
      ),
      ...sectionIf(
        routed.length > 0,
        'Who gets what',
        table(shown.shown, [
          words('account', ({ account }) => accountName(problem, account), {
            flexible: true,
            least: 12,
          }),
          words('rep', ({ rep }) => problem.repNames[rep], { flexible: true, least: 10 }),
          words('step', ({ step }) => step),
          words('why', (one) => routeReason(problem, one), { flexible: true, least: 20 }),
        ]),
        note(shown.more),
      ),
      ...sectionIf(
        reps.length > 1,
        'By rep',
        table(reps.slice(0, most), [
          words('rep', ([rep]) => problem.repNames[rep], { flexible: true, least: 10 }),
          figures('new accounts', 'count', ([, count]) => count),
          figures(
            'from fair share after',
            'deviation',
            ([rep]) => evaluation.territories[rep]?.potential_deviation_pct,
          ),
        ]),
        note(firstOf(reps, most, 'reps').more),
      ),
      ...sectionIf(
        hasClaims && losers.length > 0,
        'Disputes',
        list(
          lost.shown.map((one) => ({
            text: `${accountName(problem, one.account)} is with ${idOf(one.winner)}${shownAside(problem, one)}`,
            mark: '-',
            details: [lackedWords(problem, one)],
          })),
        ),
        note(lost.more),
      ),
      ...roleChanges(parts.plan, problem),
      section(
        undefined,
        changed.length === 0
          ? undefined
          : paragraph(
              `${counted(changed.length, 'account')} of the plan ${plural(changed.length, 'changes', 'change')} hands by a dispute: ${andList(
                changed.map((account) => accountName(problem, account)),
                6,
              )}.`,
            ),
        (evaluation.feasible && brokenRoles(parts.plan).length === 0) || unrouted.length > 0
          ? undefined
          : paragraph(
              'Not every must rule holds in this plan: carve check names those that do not.',
              {
                tone: 'warn',
              },
            ),
        paragraph(`Written to ${written.out}: ${andList(written.files)}.`, { tone: 'quiet' }),
      ),
      nextSection([
        [`carve explain ${asWord(written.out)} ACCOUNT`, 'why a new account goes there'],
        nextFor.export(written.out),
      ]),
    ],
  };
}

function shownAside(problem: Problem, one: Routing['losers'][number]): string {
  const shown = shownWords(problem, one);
  return shown === '' ? '' : `: ${shown}`;
}

function headline({ routed, unrouted }: Routing): Headline {
  const all = routed.length + unrouted.length;
  if (all === 0)
    return { text: 'Nothing to give out: the plan has every one of these accounts', tone: 'good' };
  if (unrouted.length === 0) {
    const text = `Everything has a rep: ${counted(routed.length, 'new account')} given out`;
    return { text, tone: 'good', toneOf: 'lead' };
  }
  const text = `${unrouted.length} of ${counted(all, 'new account')} without a rep: no step found one whom the rules allow`;
  return { text, tone: 'bad', toneOf: 'lead' };
}
