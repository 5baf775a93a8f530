import { explainAccount } from '../evaluation/explain/account.js';
import { Ledger } from '../evaluation/explain/ledger.js';
import { explainMove } from '../evaluation/explain/move.js';
import { overviewOf, unitsOf } from '../evaluation/explain/overview.js';
import { explainRep } from '../evaluation/explain/rep.js';
import type { RoleEvaluation } from '../evaluation/types.js';
import { InputError } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';
import { type Document, paragraph, section } from '../reports/document/blocks.js';
import { accountDocument, roleHolderSections } from '../reports/explain/account-text.js';
import {
  accountJson,
  moveJson,
  overviewJson,
  repJson,
  roleHolderJson,
} from '../reports/explain/explain-json.js';
import type { ExplainJson } from '../reports/explain/explain-schema.js';
import { moveDocument } from '../reports/explain/move-text.js';
import { overviewDocument } from '../reports/explain/overview-text.js';
import { repDocument } from '../reports/explain/rep-text.js';
import { costsAtMostIn } from '../reports/plan-parts.js';
import { ruleTitle } from '../reports/rule-words.js';
import { accountCalled, repCalled, type Who, whoIs } from './explain-who.js';
import { type PlanFolder, plannedFolder } from './folder.js';
import { checkNames } from './options.js';
import type { PlannedEvaluation } from './planned.js';

const movesAtMost = 8;
const repsAtMost = 3;

/** What is said, for people and for programs; each is worked out when asked for. */
export interface Answer {
  readonly document: () => Document;
  readonly json: () => ExplainJson;
}

/** What one can ask of a plan: of the whole, a rep, an account, or whoever goes by a name. */
export type Question =
  | { readonly about: 'plan' }
  | { readonly about: 'rep'; readonly text: string }
  | { readonly about: 'account' | 'who'; readonly text: string; readonly to?: string | undefined };

/** Whom `explain` is about, by id or whole name; nobody: the plan. */
export interface ExplainOptions {
  readonly account?: string;
  readonly rep?: string;
  /** With `account`: what moving it to this rep would change. */
  readonly to?: string;
}

/**
 * Why things are as they are, and what would change them at what price.
 *
 * @throws InputError where nobody, or more than one, goes by that name, or the plan does not fit its inputs.
 */
export async function explain(
  plan: PlanFolder,
  options: ExplainOptions = {},
): Promise<ExplainJson> {
  checkNames('explain', options, ['account', 'rep', 'to']);
  const { account, rep, to } = options;
  const planned = await plannedFolder(plan);
  if (account !== undefined && rep !== undefined) {
    const remedy = 'ask about one of them, or name the rep as `to`';
    throw new InputError([{ file: 'explain', what: 'is asked about two', remedy }]);
  }
  const question: Question =
    account !== undefined
      ? { about: 'account', text: account, to }
      : rep !== undefined
        ? { about: 'rep', text: rep }
        : { about: 'plan' };
  return answerTo(planned, 'plan', question).json();
}

/** The answer about a plan. `folder` is how the user calls it. */
export function answerTo(planned: PlannedEvaluation, folder: string, question: Question): Answer {
  const { problem } = planned.read;
  switch (question.about) {
    case 'plan':
      return aboutPlan(planned, folder);
    case 'rep':
      return aboutRep(planned, repCalled(problem, question.text));
    case 'account':
      return aboutAccount(planned, accountCalled(problem, question.text), question.to);
    case 'who': {
      // With --to, only an account makes sense.
      const found: Who =
        question.to === undefined
          ? whoIs(problem, question.text)
          : { account: accountCalled(problem, question.text) };
      return 'rep' in found
        ? aboutRep(planned, found.rep)
        : aboutAccount(planned, found.account, question.to);
    }
  }
}

function aboutPlan(planned: PlannedEvaluation, folder: string): Answer {
  const { evaluation, read, status, proven } = planned;
  const { problem } = read;
  const overview = overviewOf(problem, evaluation, { moves: movesAtMost, reps: repsAtMost });
  const parts = {
    plan: { status, evaluation, proven, costsAtMost: costsAtMostIn(planned.plan) },
    problem,
    drafted: read.drafted,
    out: folder,
    files: [],
    colour: false,
  };
  return {
    document: () => overviewDocument(parts, overview),
    json: () => overviewJson(problem, planned, overview),
  };
}

/** Whoever has a role is told by it: in the main assignment they take no part. */
function aboutRep({ read, evaluation }: PlannedEvaluation, rep: number): Answer {
  const role = evaluation.roles?.find((one) => one.problem.live[rep] === 1);
  const problem = role?.problem ?? read.problem;
  const explanation = explainRep(problem, role?.evaluation ?? evaluation, rep);
  if (role !== undefined) {
    const { name } = role.role;
    return {
      document: () => asHolder(name, repDocument(problem, explanation)),
      json: () => ({ ...repJson(problem, explanation), role: name }),
    };
  }
  return {
    document: () => repDocument(problem, explanation),
    json: () => repJson(problem, explanation),
  };
}

function aboutAccount(
  { read: { problem }, evaluation }: PlannedEvaluation,
  account: number,
  to: string | undefined,
): Answer {
  const tools = toolsFor({ problem, evaluation });
  if (to !== undefined) {
    const rep = repCalled(problem, to);
    const role = evaluation.roles?.find(
      (one) => one.problem.live[rep] === 1 && one.role.rowOf[account] >= 0,
    );
    if (role !== undefined) return moveInRole(role, account, rep);
    checkPlanned(problem, account);
    const move = explainMove(problem, evaluation, tools, { account, to: rep });
    return {
      document: () => moveDocument(problem, move),
      json: () => moveJson(problem, move),
    };
  }
  const explanation = explainAccount(problem, evaluation, tools, account);
  const roles = (evaluation.roles ?? [])
    .filter(({ role }) => role.rowOf[account] >= 0)
    .map((one) => ({
      ...one,
      explanation: explainAccount(one.problem, one.evaluation, toolsFor(one), account),
    }));
  return {
    document: () => {
      const { sections } = accountDocument(problem, evaluation.objective, explanation);
      return { sections: [...sections, ...roles.flatMap(roleHolderSections)] };
    },
    json: () => ({
      ...accountJson(problem, explanation),
      ...(roles.length > 0 && {
        roles: Object.fromEntries(
          roles.map((one) => [one.role.name, roleHolderJson(one.problem, one.explanation)]),
        ),
      }),
    }),
  };
}

function toolsFor({ problem, evaluation }: Pick<RoleEvaluation, 'problem' | 'evaluation'>) {
  return { ledger: new Ledger(problem, evaluation.assignment), units: unitsOf(problem) };
}

/** What giving an account another holder of a role would change. */
function moveInRole(role: RoleEvaluation, account: number, to: number): Answer {
  const { problem, evaluation } = role;
  const move = explainMove(problem, evaluation, toolsFor(role), { account, to });
  const { name } = role.role;
  return {
    document: () => asHolder(name, moveDocument(problem, move)),
    json: () => ({ ...moveJson(problem, move), role: name }),
  };
}

function asHolder(role: string, document: Document): Document {
  const opening = section(undefined, paragraph(`As ${role}:`, { depth: 0, tone: 'strong' }));
  return { ...document, sections: [opening, ...document.sections] };
}

/** @throws InputError for accounts that count nowhere, so that no move of theirs changes anything. */
function checkPlanned(problem: Problem, account: number): void {
  if (problem.state[account] === AccountState.planned) return;
  const done = problem.state[account] === AccountState.excluded ? 'excluded' : 'released';
  const row = problem.stateRow[account];
  const title = ruleTitle(problem, row);
  throw new InputError([
    {
      file: problem.accountIds[account],
      what: `is ${done} and counts nowhere, so that moving it changes no figure: ${title}`,
      remedy: `change row ${row} of the rules and plan again`,
    },
  ]);
}
