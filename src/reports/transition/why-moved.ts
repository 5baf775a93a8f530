import type { MoveCause } from '../../evaluation/decision.js';
import { knownThere } from '../../evaluation/known-there.js';
import { podOfItsRep } from '../../evaluation/role-of-rep.js';
import type { Problem, RowName } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import type { Handover } from '../../transition/handovers.js';
import type { RoleHandover } from '../../transition/role-handovers.js';
import type { Transition } from '../../transition/transition.js';
import { describeRow, rowLabel, ruleName } from '../rule-words.js';
import type { Names } from './names.js';

/**
 * Why an account changes hands, as its reps may be told: what decided is what
 * the plan's own reason tells, which says how others stand against their
 * targets as well, and that is nothing for them.
 *
 * @param reader the rep who is told.
 */
export function whyMoved(
  { inputs, causeOf }: Pick<Transition, 'inputs' | 'causeOf'>,
  names: Names,
  { account, change, previous }: Handover,
  reader: number,
): string {
  const { problem } = inputs;
  if (change === 'released') return 'it goes to the house pool';
  if (change === 'unassigned') return 'no rep may have it under the rules';
  if (change === 'new') return 'it had no owner';
  if (change === 'orphaned') {
    const words = whyOrphaned(problem, names, account, previous);
    return reader === previous ? words.replace(/^.* is leaving$/, 'you are leaving') : words;
  }
  return causeWords(problem, names, causeOf(account), reader);
}

/** Why an account gets another holder of a role, as those may be told whom it concerns. */
export function whyHolder(names: Names, handover: RoleHandover): string {
  const { role, change, previous } = handover;
  const name = names.roleName(role.role);
  if (change === 'released') return 'it goes to the house pool';
  if (change === 'new') return `it had no ${name}`;
  if (change === 'orphaned') {
    const who = names.previousHolder(handover);
    if (previous < 0) return `${isBareId(who) ? 'who had it' : who} is not on the roster`;
    const status = statusOf(role.problem.reps, previous);
    if (status === 'left') return `${who} has left`;
    return status === 'leaving' ? `${who} is leaving` : `${who} is no ${name} there any more`;
  }
  const { cause } = handover;
  return goesWithPod(role.problem, cause)
    ? 'it goes with the pod of its rep'
    : causeWords(role.problem, names, cause);
}

/** Whether it is the pod of an account's rep that keeps it from whoever had the role there. */
function goesWithPod(problem: Problem, cause: MoveCause | undefined): boolean {
  if (cause === undefined || cause.decision.is === 'nothing') return false;
  const { decision, step, headRow } = cause;
  const isPlaced =
    headRow !== undefined ||
    (decision.is === 'rule' && decision.objection.against?.is === 'placement');
  return isPlaced && podOfItsRep(problem, problem.familyHead[step.account], step.to) !== '';
}

/** What decided between two reps who stay, without how either stands. */
function causeWords(
  problem: Problem,
  names: Names,
  cause: MoveCause | undefined,
  reader?: number,
): string {
  if (cause === undefined || cause.decision.is === 'nothing') return undecidedWords(problem, cause);
  const { decision } = cause;
  if (decision.is === 'family') return familyWords(problem, names, cause, reader);
  const { against, row, name } = decision.objection;
  const isMust = decision.is === 'rule';
  switch (against?.is) {
    case 'family':
      return familyWords(problem, names, cause, reader);
    case 'deviation': {
      const isOfAll = problem.balances.some((one) => one.name === name && one.unfiltered);
      const asked =
        row === undefined || (isOfAll && !isMust) ? '' : `, ${byRule(problem, names, row)}`;
      return `${evenWords(names, against.metric)}${asked}`;
    }
    default:
      break;
  }
  if (row !== undefined) return byRule(problem, names, row);
  if (name === 'relationship') return knownWords;
  if (name === 'distance') return 'to cut travel';
  return 'its new rep suits it better';
}

const knownWords = 'it goes to whoever is known there';

/** Where neither a rule nor a term of the score speaks against who had it. */
function undecidedWords(problem: Problem, cause: MoveCause | undefined): string {
  const { account, from, to } = cause?.step ?? { account: -1, from: -1, to: -1 };
  const isKnown = from >= 0 && knownThere(problem, account, from, to) !== undefined;
  return isKnown ? knownWords : 'it could as well have stayed';
}

function evenWords(names: Names, metric: string): string {
  if (metric === 'workload') return 'to even out the work';
  return metric === 'potential' || names.isMasked
    ? 'to even out the territories'
    : `to even out ${metric}`;
}

/** A member of a family may have a rep of another region than its own: what binds it is its head. */
function familyWords(
  problem: Problem,
  names: Names,
  { step, headRow }: MoveCause,
  reader: number | undefined,
): string {
  if (headRow === undefined) return 'it stays together with the companies it belongs to';
  const head = problem.familyHead[step.account];
  const [id, name] = [names.accountId(head), names.accountName(head)];
  const who = reader === step.to ? 'you' : names.repName(step.to);
  // An id stands once in a playbook, where its account is listed.
  const which = name === id ? 'whose head' : `headed by ${name}, which`;
  return `it goes with its family, ${which} ${who} may not have ${byRule(problem, names, headRow)}`;
}

/** Whether somebody who had a role can be spoken to. */
export function isHolderThere({ role, previous, liveHolder }: RoleHandover): boolean {
  if (previous < 0) return false;
  return (
    liveHolder >= 0 || ['', 'active', 'leaving'].includes(statusOf(role.problem.reps, previous))
  );
}

/** An id of a system, which tells a reader nothing; names have spaces, addresses an @. */
export function isBareId(text: string): boolean {
  return /\d/.test(text) && !/[@\s]/.test(text);
}

/** Whether a rep can be spoken to: live, or leaving but not gone. */
export function isThere({ inputs }: Transition, rep: number): boolean {
  const { live, reps } = inputs.problem;
  return rep >= 0 && (live[rep] === 1 || statusOf(reps, rep) === 'leaving');
}

function statusOf(reps: Problem['reps'], rep: number): string {
  return cellText(reps.columns.get('status'), rep).trim().toLowerCase();
}

function whyOrphaned({ reps }: Problem, names: Names, account: number, previous: number): string {
  const who = names.previousName(account);
  if (previous < 0) return `${isBareId(who) ? 'its owner' : who} is not on the roster`;
  const status = statusOf(reps, previous);
  if (status === 'left') return `${who} has left`;
  return status === 'leaving' ? `${who} is leaving` : `${who} carries no accounts`;
}

/** The rule, in words; masked, its row alone, for words hold names. */
function byRule(problem: Problem, names: Names, row: RowName): string {
  const rule = problem.rules.find((one) => one.row === row);
  if (rule === undefined) return `by the rule that ${describeRow(problem, row)}`;
  const name = ruleName(problem, row);
  const words = name === '' ? `that ${describeRow(problem, row)}` : `“${name}”`;
  // A rule may be about single accounts, whose names are not everybody's business.
  const isGeneral = !/account_id|account_name|rep_id|rep_name|email/i.test(rule.text.accounts);
  return names.isMasked || !isGeneral
    ? `by a rule of the plan (${rowLabel(row)})`
    : `by the rule ${words}`;
}
