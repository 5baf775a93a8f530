import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import type { Handover } from '../../transition/handovers.js';
import type { RoleHandover } from '../../transition/role-handovers.js';
import type { Transition } from '../../transition/transition.js';
import { describeRow, ruleName } from '../rule-words.js';
import type { Names } from './names.js';

/**
 * Why an account changes hands, as its reps may be told: the plan's own reason
 * says how others stand against their targets, which is nothing for them.
 *
 * @param reason the plan's own.
 * @param reader the rep who is told.
 */
export function whyMoved(
  problem: Problem,
  names: Names,
  { account, change, previous }: Handover,
  reason: string,
  reader: number,
): string {
  if (change === 'released') return 'it goes to the house pool';
  if (change === 'new') return 'it had no owner';
  if (change === 'orphaned') {
    const words = whyOrphaned(problem, names, account, previous);
    return reader === previous ? words.replace(/^.* is leaving$/, 'you are leaving') : words;
  }
  const rule = ruleNamed(problem, names, reason);
  if (rule !== undefined) return rule;
  if (/\bfamily\b/.test(reason)) return 'it stays together with the companies it belongs to';
  if (/\bworkload\b/.test(reason)) return 'to even out the work';
  if (/\brelationship\b/.test(reason)) return 'it goes to whoever is known there';
  if (/is \d+ km away|\bdistance\b|\bnearer\b/.test(reason)) return 'to cut travel';
  return 'to even out the territories';
}

/** Why an account gets another holder of a role, as those may be told whom it concerns. */
export function whyHolder(names: Names, handover: RoleHandover): string {
  const { role, account, change, previous } = handover;
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
  const reason = role.evaluation.reasonOf(account);
  if (/\bpod\b/.test(reason)) return 'it goes with the pod of its rep';
  const rule = ruleNamed(role.problem, names, reason);
  if (rule !== undefined) return rule;
  if (/\bfamily\b/.test(reason)) return 'it stays together with the companies it belongs to';
  return 'to even out the work';
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

/** The first rule that the reason names, in words; masked, its row alone, for words hold names. */
function ruleNamed(problem: Problem, names: Names, reason: string): string | undefined {
  const row = Number(/\(rows? (\d+)/.exec(reason)?.[1] ?? Number.NaN);
  const rule = problem.rules.find((one) => one.row === row);
  if (rule === undefined) return undefined;
  const name = ruleName(problem, row);
  const words = name === '' ? `that ${describeRow(problem, row)}` : `“${name}”`;
  // A rule may be about single accounts, whose names are not everybody's business.
  const isGeneral = !/account_id|account_name|rep_id|rep_name|email/i.test(rule.text.accounts);
  return names.isMasked || !isGeneral
    ? `by a rule of the plan (row ${row})`
    : `by the rule ${words}`;
}
