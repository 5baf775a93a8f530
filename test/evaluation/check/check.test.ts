import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/evaluation/check/types.js';
import { breachWords, cameOut } from '../../../src/reports/check/breach-words.js';
import { breachesOf, checkId } from '../../../src/reports/check/check-words.js';
import { driftedWords } from '../../../src/reports/check/detail-words.js';
import type { CheckParts } from '../../../src/reports/check/places.js';
import { smallCheck } from './small-check.js';

/** Every breach as `check: words`. */
function output(parts: CheckParts): string[] {
  return parts.result.checks.flatMap((check) =>
    breachesOf(check).map(
      ({ pool, breach }) =>
        `${check.grade} ${checkId(check.source)}${pool === undefined ? '' : ` in ${pool}`}: ${breachWords(parts, check, breach)}`,
    ),
  );
}

const reps =
  'rep_id,rep_name,region,max_accounts,status\nann,Ann,East,2,\nbo,Bo,West,,\nlee,Lee,East,,left\n';

describe('a check names who breaks what', () => {
  it('accounts outside a match row, reps above max_accounts, in their pools', () => {
    const parts = smallCheck({
      accounts:
        'account_id,account_name,owner,region\n1,Acme,ann,East\n2,Bolt,ann,East\n3,Coda,ann,West\n4,Dune,bo,West\n',
      reps,
      rules: 'rule,metric\nmatch,region\n',
    });
    expect(output(parts)).toEqual([
      'failure match-row-2 in 1: Coda (3), region West, is with Ann (who covers East); may go to Bo',
      'failure max_accounts in 1: Ann holds 3 accounts, at most 2',
    ]);
    expect(parts.result.passed).toBe(false);
  });

  it('drafted rows only warn, unless strict', () => {
    const files = {
      accounts: 'account_id,owner,region\n1,ann,West\n2,bo,West\n3,ann,East\n',
      reps,
      rules: 'rule,metric\nmatch,region\n',
    };
    const draftedRows = new Set([2]);
    expect(smallCheck(files, { draftedRows }).result.passed).toBe(true);
    expect(smallCheck(files, { draftedRows, strict: true }).result.passed).toBe(false);
    expect(smallCheck(files).result.passed).toBe(false);
  });

  it('accounts nobody has, by why, against a bound', () => {
    const files = {
      accounts: 'account_id,owner\n1,ann\n2,\n3,zoe@old.example\n4,lee\n5,bo\n',
      reps,
    };
    const each = (grade: string): string[] => [
      `${grade} max-unowned: 2 has no owner; may go to Ann, Bo`,
      `${grade} max-unowned: 3 belongs to zoe@old.example, who is not on the roster; may go to Ann, Bo`,
      `${grade} max-unowned: 4 belongs to Lee, who is leaving, gone or excluded; may go to Ann, Bo`,
    ];
    const sum =
      '3 of 5 accounts have no live rep (1 without an owner, 1 whose owner is not on the roster, 1 whose rep is leaving, gone or excluded)';
    const bound = (amount: number, share: boolean): Partial<Policy> => ({
      maxUnowned: { amount, share },
    });
    const outcome = (parts: CheckParts): string =>
      parts.result.checks
        .filter(({ source }) => source.kind === 'unowned')
        .map((check) => cameOut(parts, check))
        .join();
    expect(output(smallCheck(files))).toEqual(each('warning'));
    expect(outcome(smallCheck(files))).toBe(sum);
    expect(output(smallCheck(files, bound(2, false)))).toEqual(each('failure'));
    expect(outcome(smallCheck(files, bound(2, false)))).toBe(`${sum}, at most 2`);
    expect(output(smallCheck(files, bound(0.6, true)))).toEqual([]);
  });

  it('released accounts that still have an owner, and locked ones that a file moves', () => {
    const files = {
      accounts: 'account_id,owner,locked,arr\n1,ann,,0\n2,bo,yes,5\n3,bo,,5\n4,,,0\n',
      reps,
      rules: 'rule,accounts\nrelease,arr = 0\n',
    };
    expect(output(smallCheck(files))).toEqual(['failure release-row-2: 1 still belongs to Ann']);
    expect(output(smallCheck({ ...files, holders: { '2': 'ann', '3': 'bo' } }))).toEqual([
      'failure locked: 2 is with Ann and should stay with Bo',
    ]);
  });

  it('split families, and those apart from what their rep keeps', () => {
    const files = {
      accounts:
        'account_id,owner,parent_id,type\np,ann,,Customer\nq,bo,p,\nr,bo,p,\ns,ann,,\nt,bo,s,\n',
      reps: 'rep_id,rep_name\nann,Ann\nbo,Bo\n',
      rules: 'rule,accounts\nkeep,type = Customer\ntogether,\n',
    };
    // q and r are together, but p, which Ann keeps, draws them to her.
    expect(output(smallCheck(files))).toEqual([
      'failure together-row-3: s is with Ann; t is with Bo; may all go to Ann, Bo',
      'failure together-row-3: q is with Bo, the kept part of its family with Ann; may go to Ann',
      'failure together-row-3: r is with Bo, the kept part of its family with Ann; may go to Ann',
    ]);
  });

  it('accounts that the rows leave nobody', () => {
    const parts = smallCheck({
      accounts: 'account_id,owner,region\n1,ann,East\n2,bo,North\n3,bo,West\n',
      reps,
      rules: 'rule,metric\nmatch,region\n',
    });
    expect(output(parts)).toContain(
      'failure match-row-2 in 2: 2, region North, has nobody who may take it',
    );
  });

  it('measures from the median and the mean of a pool, by capacity', () => {
    const files = {
      accounts: 'account_id,owner,potential,workload\n1,a,10,1\n2,b,20,1\n3,c,60,1\n',
      reps: 'rep_id,capacity\na,1\nb,1\nc,2\n',
    };
    const off = (against: Policy['against'], bound: number): string[] =>
      output(smallCheck(files, { against, maxDeviation: bound })).filter((one) =>
        one.includes('max-deviation-potential'),
      );
    // load ÷ capacity is 10, 20 and 30: median and mean 20, targets 22.5, 22.5 and 45.
    expect(off('median', 0.49)).toEqual([
      'failure max-deviation-potential: a is 50 % below the median of their pool in potential (10 of 20), at most 49 %',
      'failure max-deviation-potential: c is 50 % above the median of their pool in potential (60 of 40), at most 49 %',
    ]);
    expect(off('mean', 0.5)).toEqual([]);
    expect(off('target', 0.4)).toEqual([
      'failure max-deviation-potential: a is 55.6 % below fair share in potential (10 of 22.5), at most 40 %',
    ]);
  });
});

describe('drift', () => {
  it('tells who is past the band since the plan, and every account that drove it', () => {
    const account = (repId: string, potential: number, name = '') => ({
      name,
      state: 'planned' as const,
      repId,
      amounts: { potential, workload: 1 },
    });
    const standing = (target: number) => new Map([['potential', { deviation: 0, target }]]);
    const parts = smallCheck(
      {
        accounts:
          'account_id,owner,potential,workload\n1,ann,50,1\n2,ann,30,1\n3,ann,20,1\n4,bo,20,1\n',
        reps: 'rep_id,rep_name\nann,Ann\nbo,Bo\n',
      },
      {},
      {
        accounts: new Map([
          ['1', account('ann', 40)],
          ['2', account('bo', 30)],
          ['4', account('bo', 20)],
          ['9', account('bo', 10, 'Nine')],
        ]),
        reps: new Map([
          ['ann', { name: 'Ann', standing: standing(50) }],
          ['bo', { name: 'Bo', standing: standing(50) }],
        ]),
      },
    );
    expect(parts.result.drift).toMatchObject({ moved: 1, added: 1, gone: 1 });
    expect(parts.result.drift?.accounts.map((one) => driftedWords(one))).toEqual([
      '2: Bo → Ann (potential 30)',
      '3: new, with Ann (potential 20)',
      'Nine (9): gone, was with Bo (potential 10)',
    ]);
    const check = parts.result.checks.find((one) => checkId(one.source) === 'drift-potential');
    const drivers = check?.cases.flatMap(({ breaches }) =>
      breaches.map((one) => [
        one.kind === 'reps' ? one.who : '',
        one.kind === 'reps'
          ? one.drivers.map(({ id, cause, other, amount }) => [id, cause, other, amount])
          : [],
      ]),
    );
    // Ann holds 100 and Bo 20 of targets of 60 each.
    expect(drivers).toEqual([
      [
        'Ann',
        [
          ['2', 'came', 'Bo', 30],
          ['3', 'new', '', 20],
          ['1', 'changed', '', 10],
        ],
      ],
      [
        'Bo',
        [
          ['2', 'left', 'Ann', -30],
          ['9', 'gone', '', -10],
        ],
      ],
    ]);
  });
});
