import { explainAccount } from '../evaluation/explain/account.js';
import { Ledger } from '../evaluation/explain/ledger.js';
import { explainMove } from '../evaluation/explain/move.js';
import { overviewOf } from '../evaluation/explain/overview.js';
import { explainRep } from '../evaluation/explain/rep.js';
import { unitsOf } from '../evaluation/explain/units.js';
import { InputError } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';
import { logText, pageOf, terminalText } from '../reports/document/terminal.js';
import { accountDocument } from '../reports/explain/account-text.js';
import {
  accountJson,
  explainText,
  moveJson,
  overviewJson,
  repJson,
} from '../reports/explain/explain-json.js';
import { moveDocument } from '../reports/explain/move-text.js';
import { overviewDocument } from '../reports/explain/overview-text.js';
import { repDocument } from '../reports/explain/rep-text.js';
import { costsAtMostIn } from '../reports/plan-parts.js';
import { exitCodes } from './exit-codes.js';
import type { Answer } from './explain-answer.js';
import { explainRules } from './explain-rules.js';
import { accountCalled, repCalled, type Who, whoIs } from './explain-who.js';
import { type ExplainFlags, type Question, readExplainFlags } from './flags/explain-flags.js';
import { type PlannedEvaluation, readPlannedEvaluation } from './planned-evaluation.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

const movesAtMost = 8;
const repsAtMost = 3;

/** `carve explain PLAN [WHO]`: why things are as they are, and what would change them at what price. */
export async function explainCommand(
  world: World,
  folder: string,
  who: string | undefined,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { flags, question } = readExplainFlags(who, given);
  const planned = await readPlannedEvaluation(world, folder, flags);
  if (!flags.quiet) {
    for (const note of planned.notes) world.stderr.write(logText([note], world.stderr.columns, 2));
  }
  const answer =
    question.about === 'rule' || question.about === 'rules'
      ? await explainRules(world, planned, question, flags)
      : answerTo(planned, folder, question);
  if (answer === undefined) return exitCodes.interrupted;
  say(world, flags, answer);
  return exitCodes.done;
}

function say(world: World, flags: ExplainFlags, answer: Answer): void {
  if (flags.format === 'json') {
    world.stdout.write(explainText(answer.json()));
    return;
  }
  world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), answer.document()));
}

type Asked = Exclude<Question, { readonly about: 'rule' | 'rules' }>;

function answerTo(planned: PlannedEvaluation, folder: string, question: Asked): Answer {
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

function aboutRep({ read: { problem }, evaluation }: PlannedEvaluation, rep: number): Answer {
  const told = explainRep(problem, evaluation, rep);
  return {
    document: () => repDocument(problem, told),
    json: () => repJson(problem, told),
  };
}

function aboutAccount(
  { read: { problem }, evaluation }: PlannedEvaluation,
  account: number,
  to: string | undefined,
): Answer {
  const tools = { ledger: new Ledger(problem, evaluation.assignment), units: unitsOf(problem) };
  if (to !== undefined) {
    const rep = repCalled(problem, to);
    checkPlanned(problem, account);
    const move = explainMove(problem, evaluation, tools, { account, to: rep });
    return {
      document: () => moveDocument(problem, move),
      json: () => moveJson(problem, move),
    };
  }
  const told = explainAccount(problem, evaluation, tools, account);
  return {
    document: () => accountDocument(problem, evaluation.objective, told),
    json: () => accountJson(problem, told),
  };
}

/** @throws InputError for accounts that count nowhere, so that no move of theirs changes anything. */
function checkPlanned(problem: Problem, account: number): void {
  if (problem.state[account] === AccountState.planned) return;
  const done = problem.state[account] === AccountState.excluded ? 'excluded' : 'released';
  const row = problem.stateRow[account];
  throw new InputError([
    {
      file: problem.accountIds[account],
      what: `is ${done} by row ${row} and counts nowhere, so that moving it changes no figure`,
      remedy: `change row ${row} of the rules and plan again`,
    },
  ]);
}
