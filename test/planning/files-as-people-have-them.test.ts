import { describe, expect, it } from 'vitest';
import { estimateRevenue, standardAssumptions } from '../../src/evaluation/revenue/estimate.js';
import { InputError } from '../../src/model/input-problem.js';
import { OwnerKind } from '../../src/model/problem.js';
import { cellText } from '../../src/model/table.js';
import { dayNumber } from '../../src/model/units.js';
import { type ProblemInputs, readProblem, survey } from '../../src/planning/inputs.js';
import { lines } from '../validation/findings-of.js';

const threeReps = lines(
  'rep_id,rep_name,email',
  'R1,Ann Lee,ann@x.com',
  'R2,Bob Ray,bob@x.com',
  'R3,Cy Day,cy@x.com',
);
const named = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

interface Given {
  readonly accounts: string;
  readonly reps?: string;
  readonly rules?: string;
  readonly opportunities?: string;
  readonly map?: readonly string[];
  readonly currency?: string;
}

function inputsOf({ accounts, reps = threeReps, rules, opportunities, ...given }: Given) {
  const inputs: ProblemInputs = {
    accounts: named('accounts.csv', accounts),
    reps: named('reps.csv', reps),
    rules: rules === undefined ? undefined : named('rules.csv', rules),
    opportunities:
      opportunities === undefined ? undefined : named('opportunities.csv', opportunities),
    bare: true,
    map: given.map ?? [],
    currency: given.currency,
    assembly: {
      asOf: dayNumber(20_787),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  };
  return inputs;
}

const read = (given: Given) => readProblem(inputsOf(given));

/** What is wrong, each as one line. */
function faults(given: Given): readonly string[] {
  try {
    read(given);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ file, row, column, what, remedy }) =>
      [file, row, column, what, remedy].filter((part) => part !== undefined).join(': '),
    );
  }
}

/** The owners by account: a rep_id, `departed` or nothing. */
function owners(given: Given): string {
  const { problem } = read(given);
  return Array.from(problem.owner, (rep, account) =>
    rep >= 0
      ? problem.repIds[rep]
      : problem.ownerKind[account] === OwnerKind.departed
        ? 'departed'
        : '-',
  ).join(' ');
}

const twelve = (row: (number: number) => string): string[] =>
  Array.from({ length: 12 }, (_, number) => row(number));
const cycle = (values: readonly string[], number: number) => values[number % values.length];
const repIds = ['R1', 'R2', 'R3'];

describe('owners', () => {
  it('are taken from a column that names reps in most rows, and that is said', () => {
    for (const [header, values] of [
      ['sales_rep_id', repIds],
      ['kam', ['Ann Lee', 'BOB RAY', 'cy day']],
      ['Whose', ['ann@x.com', 'Bob@x.com', 'cy@x.com']],
    ] as const) {
      const accounts = lines(
        `account_id,${header}`,
        ...twelve((one) => `A${one + 10},${cycle(values, one)}`),
      );
      expect(owners({ accounts })).toBe(twelve((one) => cycle(repIds, one)).join(' '));
      expect(read({ accounts }).notes[0]).toContain(
        `took ${header} as owner, because 12 of its 12`,
      );
    }
  });

  it('are asked about where two columns name reps, and not where both name the same', () => {
    const accounts = (second: number) =>
      lines(
        'account_id,kam,hunter',
        ...twelve((one) => `A${one},${cycle(repIds, one)},${cycle(repIds, one + second)}`),
      );
    expect(faults({ accounts: accounts(1) })).toEqual([
      expect.stringMatching(
        /kam: names reps in most rows, and so does "hunter".*accounts.owner=kam/,
      ),
    ]);
    expect(faults({ accounts: accounts(1), map: ['owner=hunter'] })).toEqual([]);
    expect(faults({ accounts: accounts(1), map: ['owner=none'] })).toEqual([]);
    expect(faults({ accounts: accounts(0) })).toEqual([]);
  });

  it('are not what the column OWNER says where no value is a rep', () => {
    const accounts = lines(
      'account_id,OWNER',
      ...twelve((one) => `A${one},${cycle(['NON-PROFIT', 'GOVERNMENT'], one)}`),
    );
    const { notes } = read({ accounts });
    expect(notes[0]).toContain('no owner column');
    expect(notes[1]).toContain('none of its values ("NON-PROFIT") is a rep');
    expect(owners({ accounts })).toBe(twelve(() => '-').join(' '));
    // Who says so means it.
    expect(owners({ accounts, map: ['owner=OWNER'] })).toBe(twelve(() => 'departed').join(' '));
  });

  it('have left where the column is called owner, as carve calls it, and no value is a rep', () => {
    const accounts = lines('account_id,owner', 'A1,+gone', 'A2,ghost', 'A3,NOBODY');
    expect(owners({ accounts })).toBe('departed departed departed');
    expect(read({ accounts }).notes[0]).toContain('all of them count as having left');
  });

  it('who left are written as those who stayed are', () => {
    const accounts = lines('account_id,owner', 'A1,R8', 'A2,R9', 'A3,R9');
    expect(owners({ accounts })).toBe('departed departed departed');
    expect(read({ accounts }).notes[0]).toContain('all of them count as having left');
    const users = lines('Id,OwnerId', ...repIds.map((id) => `${id},005dN00000C1tUIQAZ`));
    expect(owners({ accounts: users })).toBe('departed departed departed');
    expect(owners({ accounts: lines('account_id,owner', 'A1,Eve Fox') })).toBe('departed');
  });

  it('are missing, which the first note says', () => {
    const accounts = lines('account_id,region', 'A1,East', 'A2,West');
    expect(read({ accounts }).notes[0]).toMatch(/^accounts.csv: no owner column, so carve cannot/);
    expect(read({ accounts, map: ['owner=none'] }).notes[0]).toContain('--map owner=none');
  });

  it('do not come from bare numbers that happen to be ids, nor from who made the record', () => {
    const reps = lines('rep_id,rep_name', '1,Ann Lee', '2,Bob Ray', '3,Cy Day');
    const accounts = lines(
      'account_id,priority,Created By',
      ...twelve((one) => `A${one},${1 + (one % 3)},Ann Lee`),
    );
    expect(owners({ accounts, reps })).toBe(twelve(() => '-').join(' '));
  });

  it('are one whether their Salesforce id has 15 or 18 characters, and letter case counts', () => {
    const reps = lines('Id,Name', '005A0000000abcDIAQ,Ann', '005A0000000abcdIAA,Bob');
    const accounts = lines(
      'Id,OwnerId',
      '1,005A0000000abcD',
      '2,005A0000000abcd',
      '3,005A0000000ABCD',
    );
    expect(owners({ accounts, reps })).toBe('005A0000000abcDIAQ 005A0000000abcdIAA departed');
  });

  it('18.0 are the rep 18 where every owner is written so', () => {
    const reps = lines('rep_id,rep_name', '18,Ann', '19,Bob');
    const accounts = (last: string) =>
      lines('account_id,owner', 'A1,18.0', 'A2,19.0', `A3,${last}`);
    expect(owners({ accounts: accounts('19.0'), reps })).toBe('18 19 19');
    expect(read({ accounts: accounts('19.0'), reps }).notes[0]).toContain('18.0 is taken for');
    expect(owners({ accounts: accounts('19'), reps })).toBe('departed departed 19');
  });

  it('that stand in another column of the rep file are told with the --map that joins them', () => {
    const reps = lines('rep_id,rep_name,Employee', 'R1,Ann,E10', 'R2,Bob,E20');
    const accounts = lines('account_id,owner', 'A1,E10', 'A2,E20', 'A3,E20');
    expect(read({ accounts, reps }).notes[0]).toContain('--map "reps.rep_id=Employee" joins');
    expect(owners({ accounts, reps, map: ['reps.rep_id=Employee'] })).toBe('E10 E20 E20');
  });

  it('stand under another header where theirs is empty', () => {
    const accounts = lines('account_id,owner,Account Manager', 'A1,,R1', 'A2,,R2');
    expect(owners({ accounts })).toBe('R1 R2');
  });
});

describe('ids in filters', () => {
  const accounts = lines('account_id,owner', '001Aa,R1', '001aA,R1', '001AA,ann@x.com', 'X,R3');
  const passing = (filter: string, given: Omit<Given, 'accounts'> = {}): string => {
    const { problem } = read({
      accounts,
      rules: lines('rule,accounts', `exclude,${filter}`),
      ...given,
    });
    return problem.accountIds.filter((_, one) => problem.state[one] !== 0).join(' ');
  };

  it('are compared letter by letter', () => {
    expect(passing('account_id = 001Aa')).toBe('001Aa');
    expect(passing('account_id = 001Aa|x')).toBe('001Aa');
    expect(passing('account_id ~ aA')).toBe('001aA');
    expect(passing('owner.rep_id = R1')).toBe('001AA 001Aa 001aA');
    expect(faultOf('owner.rep_id = r1')).toContain('passes');
  });

  it('name owners as owner cells do', () => {
    for (const owner of ['R1', 'ann@x.com', 'ANN LEE']) {
      expect(passing(`owner = ${owner}`)).toBe('001AA 001Aa 001aA');
    }
    expect(passing('owner != Ann Lee')).toBe('X');
  });

  /** The warning of a filter that nothing passes. */
  function faultOf(filter: string): string {
    const { problem } = read({ accounts, rules: lines('rule,accounts', `exclude,${filter}`) });
    return problem.warnings.join('; ');
  }
});

describe('cells', () => {
  const column = (name: string, ...values: string[]) => {
    const accounts = lines(
      `account_id,owner,${name}`,
      ...values.map((value, one) => `A${one + 10},R1,${value}`),
    );
    const { problem, notes } = read({ accounts });
    const cells = values.map((_, one) => cellText(problem.accounts.columns.get(name), one));
    return { cells, notes: notes.filter((note) => note.includes(name)) };
  };

  it('that share -999, -1 or 9999 are empty, in columns of one’s own too', () => {
    expect(column('potential', '-999', '5', '-999', '7').cells).toEqual(['', '5', '', '7']);
    expect(column('arr', '-1', '5', '-1', '7', '-1').cells).toEqual(['', '5', '', '7', '']);
    const own = column('headroom', '9999', '5', '9999', '7', '9999');
    expect(own.cells).toEqual(['', '5', '', '7', '']);
    expect(own.notes).toEqual([
      'accounts.csv: headroom cells that hold 9999 (3) are read as empty: many share it, as exports write it where there is nothing',
      expect.stringContaining('not used'),
    ]);
    // A code is a name, one cell is no habit, and other numbers below 0 make -1 one of them.
    expect(column('sic_code', '9999', '5', '9999', '7', '9999').cells[0]).toBe('9999');
    expect(column('headroom', '9999', '5', '6').cells[0]).toBe('9999');
    expect(column('arr', '-1', '-2', '-1', '7', '-1').cells[0]).toBe('-1');
    expect(column('longitude', '-1', '-1', '-1', '7').cells[0]).toBe('-1');
  });

  it('below 0 are credits in amounts of money, and are listed', () => {
    const { cells, notes } = column('arr', '-50', '100', '(20)');
    expect(cells).toEqual(['-50', '100', '-20']);
    expect(notes[0]).toContain('2 amounts below 0 are taken as credits');
    expect(notes[0]).toContain('(rows 2, 4)');
  });

  it('are dates in words, in the count of Excel, and none where .NET has none', () => {
    const dates = ['31-Dec-2026', '"December 31, 2026"', '31 Dec 26', '46387', '0001-01-01'];
    expect(column('renewal_date', ...dates, '1/1/0001 12:00:00 AM').cells).toEqual([
      ...Array.from({ length: 4 }, () => '2026-12-31'),
      '',
      '',
    ]);
  });

  it('are numbers with spaces between thousands', () => {
    const values = [
      '1 234',
      '1\u00a0234',
      '1\u202f234 567',
      "1'234",
      'n/a',
      '#N/A',
      'null',
      'none',
    ];
    expect(column('potential', ...values).cells).toEqual([
      '1234',
      '1234',
      '1234567',
      '1234',
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('a credit', () => {
  it('counts in sums, and 0 in what moving an account costs', () => {
    const accounts = lines('account_id,owner,arr', 'A1,R1,-50', 'A2,R1,100', 'A3,R1,100');
    const { problem } = read({ accounts });
    expect([...problem.arr]).toEqual([-50, 100, 100]);
    // M is 100: (100 + 100) ÷ 2.
    expect([...problem.disruption]).toEqual([0.1, 1.1, 1.1]);
  });

  it('is an opportunity too', () => {
    const { problem, notes } = read({
      accounts: lines('account_id,owner', 'A1,R1', 'A2,R2'),
      opportunities: lines(
        'opportunity_id,account_id,owner,stage,amount',
        'O1,A1,R1,Open,100',
        'O2,A1,R1,Open,-30',
      ),
    });
    expect(cellText(problem.accounts.columns.get('open_pipeline'), 0)).toBe('70');
    expect(notes.join('\n')).toContain('amount 1 amount below 0 is taken as a credit');
  });
});

describe('currency', () => {
  const accounts = (...cells: string[]) =>
    lines('account_id,owner,arr', ...cells.map((cell, one) => `A${one},R1,${cell}`));

  it('is read from the cells, and two in one column are a problem that names both', () => {
    const { problem, notes } = read({ accounts: accounts('€5', '6', '7 EUR') });
    expect(problem.currency).toBe('EUR');
    expect(notes.join('\n')).toContain('amounts are in EUR, as arr says');
    const both = faults({ accounts: accounts('€5', '6', '$7') });
    expect(both).toEqual([
      expect.stringMatching(/^accounts.csv: 4: arr: is in \$, and "€5" in row 2 is in EUR/),
    ]);
    expect(read({ accounts: accounts('$5', 'USD 6') }).problem.currency).toBe('USD');
    expect(faults({ accounts: accounts('US$5', 'C$6') })).toHaveLength(1);
  });

  it('is read from a currency column, where amounts of 0 have none', () => {
    const rows = (third: string) =>
      lines(
        'account_id,owner,arr,CurrencyIsoCode',
        'A1,R1,5,EUR',
        'A2,R1,0,USD',
        `A3,R1,7,${third}`,
      );
    expect(read({ accounts: rows('EUR') }).problem.currency).toBe('EUR');
    expect(faults({ accounts: rows('USD') })).toEqual([
      expect.stringMatching(
        /^accounts.csv: 4: arr: is in USD, and in EUR in row 2, as CurrencyIsoCode/,
      ),
    ]);
  });

  it('is what --currency says where nothing else does', () => {
    expect(read({ accounts: accounts('5'), currency: 'GBP' }).problem.currency).toBe('GBP');
    expect(read({ accounts: accounts('$5'), currency: 'CAD' }).problem.currency).toBe('CAD');
    expect(faults({ accounts: accounts('€5'), currency: 'USD' })).toEqual([
      expect.stringMatching(/^--currency: says USD, and arr of accounts.csv is in EUR/),
    ]);
  });

  it('is asked about where an amount stands beside itself converted', () => {
    const both = lines('account_id,owner,Annual Revenue,Annual Revenue (converted)', 'A1,R1,5,7');
    expect(faults({ accounts: both })).toEqual([
      expect.stringContaining('accounts.annual_revenue=Annual Revenue (converted)'),
    ]);
    const map = ['annual_revenue=Annual Revenue (converted)'];
    expect(
      cellText(read({ accounts: both, map }).problem.accounts.columns.get('annual_revenue'), 0),
    ).toBe('7');
  });

  it('is asked about where what is added up is converted in one column and not in another', () => {
    const files = lines('account_id,owner,ARR (converted),Open Pipeline', 'A1,R1,5,7', 'A2,R2,6,8');
    expect(faults({ accounts: files })).toEqual([
      expect.stringMatching(
        /^accounts.csv: .*Open Pipeline: is not converted, and ARR \(converted\) of accounts.csv is/,
      ),
    ]);
    expect(read({ accounts: files, currency: 'EUR' }).problem.currency).toBe('EUR');
    const told = lines('account_id,owner,ARR (converted),Open Pipeline', 'A1,R1,€5,€7');
    expect(faults({ accounts: told })).toEqual([]);
  });

  it('of a potential that may be in another is said, and nothing of it is set against ARR', () => {
    const header = 'account_id,owner,Annual Revenue (converted),ARR';
    const { problem, notes } = read({ accounts: lines(header, 'A1,R1,500,7', 'A2,R2,600,8') });
    expect(notes.join('\n')).toContain('carve compares neither with the other');
    const money = { ...standardAssumptions, potential_is_money: true };
    const nobody = new Int32Array(problem.accountCount).fill(-1);
    expect(estimateRevenue(problem, nobody, money).net).toBeNull();
    const same = read({
      accounts: lines('account_id,owner,Annual Revenue,ARR', 'A1,R1,500,7'),
    }).problem;
    expect(estimateRevenue(same, Int32Array.of(-1), money).net).not.toBeNull();
    expect(estimateRevenue(same, Int32Array.of(-1), standardAssumptions).net).toBeNull();
  });

  it('of amounts that are added up is one', () => {
    expect(
      faults({
        accounts: accounts('€5'),
        opportunities: lines('account_id,stage,amount', 'A0,Open,$5'),
      }),
    ).toEqual([expect.stringMatching(/amount: is in \$, and arr of accounts.csv is in EUR/)]);
  });
});

describe('whole files', () => {
  it('may begin with an index that nobody named', () => {
    const accounts = lines(',account_id,owner', '0,A1,R1', '5,A2,R2');
    expect(owners({ accounts })).toBe('R1 R2');
    expect(read({ accounts }).notes.join('\n')).toContain('only numbers its rows: it is left out');
    expect(faults({ accounts: lines(',account_id', 'x,A1') })).toHaveLength(1);
    expect(faults({ accounts: lines(',account_id', '1,A1', '1,A2') })).toHaveLength(1);
  });

  it('may say in their first line what stands between cells', () => {
    const accounts = `sep=;\r\n${lines('account_id;owner;arr', 'A1;R1;5', 'A2;R2;x')}`;
    // The line is no row: a spreadsheet does not show it.
    expect(faults({ accounts })).toEqual([
      expect.stringMatching(/^accounts.csv: 3: arr: is no number/),
    ]);
  });

  it('without an id ask for the column that has one where names repeat', () => {
    const accounts = lines('Name,External_ID__c,Owner', 'Acme,X1,R1', 'Acme,X2,R2', 'Brix,X3,R3');
    expect(faults({ accounts })).toEqual([
      expect.stringMatching(/1 of 3 rows.*say --map "accounts.account_id=External_ID__c"/),
    ]);
    expect(owners({ accounts, map: ['accounts.account_id=External_ID__c'] })).toBe('R1 R2 R3');
  });

  it('with ids that Excel has shortened are to be exported again', () => {
    const accounts = lines('account_id,owner', '9.87654E+11,R1', '9.87654E+11,R2');
    const [fault] = faults({ accounts });
    expect(fault).toContain('Excel has shortened long numbers');
    expect(fault).not.toContain('delete');
    const { notes } = survey(inputsOf({ accounts: lines('account_id', '9.87654E+11') }));
    expect(notes.join('\n')).toContain('their last digits are lost');
  });

  it('that are swapped are recognised', () => {
    const accounts = lines('account_id,account_name,owner,arr', 'A1,Acme,R1,5');
    expect(faults({ accounts: threeReps, reps: accounts })[0]).toContain('seem to be swapped');
  });

  it('have their unused headers listed', () => {
    const accounts = lines('account_id,owner,Website,Health', 'A1,R1,x.com,5');
    const rules = lines('rule,accounts', 'keep,health > 3');
    expect(read({ accounts, rules }).notes.at(-1)).toBe(
      'accounts.csv: not used, because neither carve nor a rule knows it: Website',
    );
  });

  it('a score of their own, which plans and coverage show, is not called unused', () => {
    const accounts = lines('account_id,owner,Score', 'A1,R1,80');
    expect(read({ accounts }).notes.join('\n')).not.toContain('not used');
  });
});
