import { describe, expect, it } from 'vitest';
import { explainAccount } from '../../../src/evaluation/explain/account.js';
import { Ledger } from '../../../src/evaluation/explain/ledger.js';
import { unitsOf } from '../../../src/evaluation/explain/overview.js';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { pageOf } from '../../../src/reports/document/terminal-page.js';
import { accountDocument } from '../../../src/reports/explain/account-text.js';
import { accountJson } from '../../../src/reports/explain/explain-json.js';
import { type SmallFiles, smallPlan } from '../small-plan.js';

/** Row 2 bars one rep, row 3 three, row 4 two: in the order of reps.csv the smallest group comes first. */
const barred: SmallFiles = {
  accounts: 'account_id,account_name,owner,potential\nA,Acme,ann,60\nB,Bolt,bo,20\nC,Coda,di,20\n',
  reps: `rep_id,rep_name,team,status
ann,Ann,,active
bo,Bo,x,active
cy,Cy,y,active
di,Di,z,active
ed,Ed,y,active
flo,Flo,z,active
guy,Guy,y,active
hal,Hal,,active
ivy,Ivy,,left
`,
  rules: `rule,accounts,reps,level,note
avoid,account_id = A,team = x,must,
avoid,account_id = A,team = y,must,
avoid,account_id = A,team = z,must,
`,
  plan: { A: 'ann', B: 'bo', C: 'di' },
};

function explained(files: SmallFiles, id: string) {
  const { problem, evaluation } = smallPlan(files);
  const tools = { ledger: new Ledger(problem, evaluation.assignment), units: unitsOf(problem) };
  const reported = explainAccount(problem, evaluation, tools, problem.accountIds.indexOf(id));
  const document = accountDocument(problem, evaluation.objective, reported);
  return {
    problem,
    reported,
    json: accountJson(problem, reported),
    text: terminalText(pageOf({ columns: 100, colour: false }), document),
  };
}

describe('the reps who may not have an account', () => {
  const { problem, reported, json, text } = explained(barred, 'A');

  it('stand by the rule that bars them, the rule that bars most of them first', () => {
    const groups = reported.alternatives?.barred.map(({ rows, reps }) => [
      rows,
      reps.map((rep) => problem.repIds[rep]),
    ]);
    expect(groups).toEqual([
      [[3], ['cy', 'ed', 'guy']],
      [[4], ['di', 'flo']],
      [[2], ['bo']],
    ]);
  });

  it('stand in the order of the roster where two rules bar as many', () => {
    const reps = barred.reps.replace('Guy,y', 'Guy,').replace('Bo,x', 'Bo,');
    const even = explained({ ...barred, reps }, 'A');
    expect(even.reported.alternatives?.barred.map(({ rows }) => rows)).toEqual([[3], [4]]);
  });

  it('are written in that order, and after them those who take no accounts', () => {
    const lines = text.split('\n').map((line) => line.trim());
    const from = lines.indexOf('Who is ruled out, and by which rule');
    expect(
      lines
        .slice(from + 1, from + 5)
        .map((line) =>
          line.replace(/: takes.*|: accounts whose account_id is A must not go to reps whose/, ''),
        ),
    ).toEqual([
      'Cy, Ed and Guy team is y (row 3)',
      'Di and Flo team is z (row 4)',
      'Bo team is x (row 2)',
      'Ivy',
    ]);
  });

  it('are in the JSON in that order', () => {
    if (json.explains !== 'account') throw new Error(json.explains);
    expect(json.barred.map(({ rows, reps }) => [rows, reps.map(({ rep_id }) => rep_id)])).toEqual([
      [[3], ['cy', 'ed', 'guy']],
      [[4], ['di', 'flo']],
      [[2], ['bo']],
    ]);
    expect(json.not_live).toEqual([{ rep_id: 'ivy', rep_name: 'Ivy' }]);
    expect(json.alternatives.map(({ rep_id }) => rep_id)).toEqual(['hal']);
  });
});

describe('an account on its page', () => {
  it('goes from somebody to somebody, or stays', () => {
    expect(explained(barred, 'A').text).toMatch(/^Acme \(A\) stays with Ann\n/);
    const moved = { ...barred, plan: { ...barred.plan, B: 'hal' } };
    expect(explained(moved, 'B').text).toMatch(/^Bolt \(B\) goes from Bo to Hal\n/);
    const dropped = { ...barred, plan: { A: 'ann', C: 'di' } };
    expect(explained(dropped, 'B').text).toMatch(/^Bolt \(B\) goes from Bo to nobody\n/);
  });

  it('names who settled it where nobody else could have it', () => {
    const rules = `${barred.rules}assign,account_id = B,rep_id = bo,,\nkeep,account_id = C,,must,\n`;
    const files = { ...barred, rules };
    expect(explained(files, 'B').text).toMatch(
      /Nobody: it is assigned: accounts whose account_id is B must go to .*\(row 5\)\./s,
    );
    expect(explained(files, 'C').text).toMatch(
      /Nobody: it is kept with Di: accounts whose account_id is C must stay with .*\(row\s+6\)\./s,
    );
    const accounts =
      'account_id,account_name,owner,potential,locked\nA,Acme,ann,60,yes\nB,Bolt,bo,20,\nC,Coda,di,20,\n';
    expect(explained({ ...barred, accounts }, 'A').text).toMatch(
      /Nobody: it is locked, and stays with Ann\./,
    );
  });
});
