import { assemble } from '../../src/assembly/assemble.js';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { Evaluation } from '../../src/evaluation/types.js';
import { readAccounts, readReps } from '../../src/inputs/csv/accounts-and-reps.js';
import { readRules } from '../../src/inputs/csv/rules.js';
import type { Problem } from '../../src/model/problem.js';
import { dayNumber } from '../../src/model/units.js';
import { parseRules } from '../../src/rules/parse.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface SmallPlan {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
}

export interface SmallFiles {
  readonly accounts: string;
  readonly reps: string;
  readonly rules?: string;
  /** rep_id by account_id; accounts not named have nobody. */
  readonly plan: Readonly<Record<string, string>>;
}

/** A plan made by hand, judged by the real evaluation, with reasons that stay put. */
export function smallPlan(files: SmallFiles): SmallPlan {
  const accounts = readAccounts('accounts.csv', bytes(files.accounts));
  const reps = readReps('reps.csv', bytes(files.reps));
  const texts = readRules('rules.csv', bytes(files.rules ?? 'rule\n'), { mayBeEmpty: true });
  const { rules, problems } = parseRules('rules.csv', texts.rules);
  const faults = [...accounts.problems, ...reps.problems, ...texts.problems, ...problems];
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const problem = assemble({
    accounts: accounts.table,
    reps: reps.table,
    rules,
    rulesFile: 'rules.csv',
    options: {
      asOf: dayNumber(20_000),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
      distances: undefined,
    },
  });
  const given = Int32Array.from(problem.accountIds, (id) =>
    problem.repIds.indexOf(files.plan[id] ?? ''),
  );
  const evaluation = evaluate(problem, given);
  const reasonOf = (account: number): string => `because it is ${evaluation.change[account]}`;
  return { problem, evaluation: { ...evaluation, reasonOf } };
}

/** Seven accounts in every state, three reps and a leaver. */
export const everyChange: SmallFiles = {
  accounts: `account_id,account_name,owner,potential,workload,segment,region,arr,open_pipeline,renewal_date
001,Acme,ann,100,1,Big,East,50,10,2024-12-01
002,=Bolt,ann,300,2,Big,East,20,,
003,Coda,bo,80,1,Small,West,0,5,2025-01-31
004,Dune,lee,120,1,Small,West,,,
005,Ever,zoe@old.example,60,1,Small,West,7,,
006,Flux,,40,1,Big,East,,,
007,Gone,bo,10,1,Tiny,West,,,
008,Held,bo,5,1,House,West,,,
`,
  reps: `rep_id,rep_name,manager,capacity,quota,status,region
ann,Ann Lee,Max,1,500,active,East
bo,Bo Chen,Max,1,400,active,West
cy,Cy Diaz,Nia,0.5,,active,East|West
lee,Lee Roy,Nia,1,,left,West
`,
  rules: `rule,accounts,reps,metric,top,min,max,weight,level,note
limit,,,accounts,,,3,,must,no rep holds more than three
# a comment,,,,,,,,,
release,segment = Tiny,,,,,,,,
exclude,segment = House,,,,,,,,
match,,,region,,,,,should,
balance,,,workload,,10%,,1,,
`,
  plan: { '001': 'ann', '002': 'cy', '003': 'bo', '004': 'bo', '005': 'cy', '006': 'ann' },
};
