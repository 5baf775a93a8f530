import { expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { csvOfJson, isJson } from '../../../src/inputs/csv/json-rows.js';
import { readClaims, readOrder } from '../../../src/inputs/csv/routing-files.js';
import { routeSteps } from '../../../src/model/routing.js';
import { claimsByAccount } from '../../../src/planning/routing/claims.js';
import { companyDomain } from '../../../src/planning/routing/domains.js';
import { route } from '../../../src/planning/routing/route.js';
import { routingTables } from '../../../src/reports/routing/routing-tables.js';
import { beginning, readRouting } from './read-problem.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Routed, unrouted and disputed rows of new accounts whose ids begin with N. */
function routed(
  texts: Parameters<typeof readRouting>[0],
  { steps = routeSteps, claims = '' }: { steps?: typeof routeSteps; claims?: string } = {},
) {
  const { problem, linked } = readRouting(texts);
  const fresh = beginning(problem, 'N');
  const rows = claims === '' ? [] : readClaims('claims.csv', bytes(claims)).value;
  const routing = route({
    problem,
    linked,
    fresh,
    steps,
    claims: claimsByAccount(problem, rows, new Set(fresh)),
  });
  const evaluation = evaluate(problem, routing.assignment);
  const tables = routingTables({ problem, evaluation, routing, hasClaims: true });
  const rowsOf = (name: string) => [...(tables.get(name)?.rows() ?? [])];
  return {
    routed: rowsOf('routed.csv').map((row) => row.slice(0, 3)),
    unrouted: rowsOf('unrouted.csv'),
    disputes: rowsOf('disputes.csv').map((row) => row.slice(0, 4)),
    holder: (id: string) => problem.repIds[routing.assignment[problem.accountIds.indexOf(id)]],
  };
}

const reps = 'rep_id,region\nR1,West\nR2,West\nR3,East\n';

it('takes the registered domain, and none of a mail service', () => {
  expect(
    [
      'https://www.acme.co.uk/about',
      'jo@mail.acme.co.uk',
      'jo@gmail.com',
      'acme',
      '',
      'a.github.io',
    ].map(companyDomain),
  ).toEqual(['acme.co.uk', 'acme.co.uk', '', '', '', 'a.github.io']);
});

it('goes to the rep of the parent, else of the greatest child, else of the domain, else of the deal', () => {
  const accounts = [
    'account_id,owner,potential,parent_id,website,email',
    'A1,R1,10,,,',
    'A2,R2,20,N3,x.com,',
    'A3,R3,30,N3,,',
    'A4,R2,5,,shared.com,',
    'A5,R3,50,,www.shared.com,',
    'N1,,9,A1,,',
    'N3,,8,,,',
    'N4,,7,gone,,jo@shared.com',
    'N5,,6,,,',
  ].join('\n');
  const opportunities =
    'opportunity_id,account_id,owner,stage,amount,created_date\nO1,N5,R1,Prospecting,5,2026-02-01\nO2,N5,R3,Prospecting,5,2026-01-01\nO3,N5,R2,Closed Lost,5,2025-01-01\n';
  expect(routed({ accounts, reps, opportunities }).routed).toEqual([
    ['N1', 'R1', 'parent'],
    ['N3', 'R3', 'parent'],
    ['N4', 'R3', 'domain'],
    ['N5', 'R3', 'deal'],
  ]);
});

it('passes over a rep whom the rules do not allow, says so, and takes the first assign row', () => {
  const accounts =
    'account_id,owner,potential,parent_id,region\nA1,R3,10,,East\nN1,,5,A1,West\nN2,,4,,East\nN3,,3,,North\n';
  const rules =
    'rule,accounts,reps,metric,level\nmatch,,,region,must\nassign,account_id = N2,rep_id = R1|R2,,must\n';
  const { routed: given, unrouted } = routed({ accounts, reps, rules });
  expect(given.map(([id, , step]) => [id, step])).toEqual([
    ['N1', 'fair'],
    ['N2', 'assign'],
  ]);
  expect(unrouted.map(([id, step]) => [id, step])).toEqual(routeSteps.map((step) => ['N3', step]));
  const dropped = routed(
    { accounts, reps, rules },
    { steps: ['parent'] as unknown as typeof routeSteps },
  );
  expect(dropped.unrouted[0]).toEqual([
    'N1',
    'parent',
    'R3 may not have it: all accounts must go to reps of their own region (row 2)',
  ]);
});

it('gives nothing to a rep who is full', () => {
  const accounts = 'account_id,owner,potential,parent_id\nA1,R1,10,\nN1,,5,A1\nN2,,4,A1\n';
  const full = 'rep_id,max_accounts\nR1,2\nR2,1\n';
  const { routed: given, unrouted } = routed({ accounts: `${accounts}N3,,3,A1\n`, reps: full });
  expect(given).toEqual([
    ['N1', 'R1', 'parent'],
    ['N2', 'R2', 'fair'],
  ]);
  expect(unrouted.at(-1)?.[1]).toBe('fair');
});

it('decides claims by the first step that tells claimants apart', () => {
  const accounts =
    'account_id,owner,potential,parent_id,region\nA1,R1,10,P,West\nA2,R2,20,,West\nN1,,5,P,West\nN2,,4,,West\nN3,,3,,West\nN4,,2,,West\n';
  const rules = 'rule,accounts,reps,metric,level\nmatch,,,region,must\n';
  const head = 'account_id,rep_id,kind,date,evidence\n';
  const decide = (claims: string) => routed({ accounts, reps, rules }, { claims: head + claims });
  // East may not have it; R1 has A1 of the family.
  expect(
    decide('N1,R3,sourced,2025-01-01,\nN1,R2,opportunity,2025-01-01,\nN1,R1,sourced,,\n').disputes,
  ).toEqual([
    ['N1', 'R1', 'R2', 2],
    ['N1', 'R1', 'R3', 0],
  ]);
  expect(decide('N2,R1,opportunity,2026-02-01,\nN2,R2,opportunity,2026-01-01,\n').disputes).toEqual(
    [['N2', 'R2', 'R1', 3]],
  );
  // 90 days back count, 91 do not, nor what is to come.
  expect(
    decide('N2,R1,meeting,2025-12-01,\nN2,R2,activity,2025-11-30,\nN2,R2,meeting,2026-03-02,\n')
      .disputes,
  ).toEqual([['N2', 'R1', 'R2', 4]]);
  expect(decide('N3,R1,location,,\nN3,R2,sourced,2025-01-01,\n').disputes).toEqual([
    ['N3', 'R1', 'R2', 5],
  ]);
  expect(decide('N3,R1,sourced,2025-01-02,\nN3,R2,sourced,2025-01-01,\n').disputes).toEqual([
    ['N3', 'R2', 'R1', 6],
  ]);
  // As good by all else: R1 has least of fair share.
  expect(decide('N3,R1,sourced,2025-01-01,\nN3,R2,sourced,2025-01-01,\n').disputes).toEqual([
    ['N3', 'R1', 'R2', 7],
  ]);
  // An account of the plan changes hands only to a claimant who wins it from its rep.
  const taken = decide('A2,R1,opportunity,2025-01-01,quote\n');
  expect([taken.disputes, taken.holder('A2')]).toEqual([[['A2', 'R1', 'R2', 3]], 'R1']);
  const barred = decide('A2,R3,opportunity,2025-01-01,\n');
  expect(barred.holder('A2')).toBe('R2');
  const nobody = decide('N4,R3,sourced,,\n');
  expect(nobody.unrouted).toEqual([['N4', 'claim', 'none of those who claim it may have it']]);
});

it('reads claims, the order of steps and JSON, and tells all that is wrong with them', () => {
  const claims = readClaims('c', bytes('account_id,rep_id,kind,date\n,R1,hearsay,soon\n'));
  expect(claims.problems.map(({ column }) => column)).toEqual(['account_id', 'kind', 'date']);
  const order = (text: string) => readOrder('o', bytes(`step,use\n${text}`), routeSteps);
  expect(order('fair,yes\nparent,no\nDeal,Y\n').value).toEqual(['fair', 'deal']);
  expect(order('fair,no\n').problems.map(({ what }) => what)).toEqual(['leaves no step']);
  expect(order('lot,perhaps\nfair,yes\nfair,yes\n').problems).toHaveLength(3);
  expect([isJson(bytes(' {"a": 1}')), isJson(bytes('a,b\n'))]).toEqual([true, false]);
  const rows = csvOfJson(
    '-',
    bytes('[{"account_id":"N1","n":1.5},{"company":"A, \\"B\\"","n":null}]'),
  );
  expect(new TextDecoder().decode(rows.bytes)).toBe(
    'account_id,n,company\nN1,1.5,\n,,"A, ""B"""\n',
  );
  expect(csvOfJson('-', bytes('{"a": {}}')).problems).toHaveLength(1);
  expect(csvOfJson('-', bytes('[1')).problems).toHaveLength(1);
  expect(csvOfJson('-', bytes('[]')).problems).toHaveLength(1);
});
