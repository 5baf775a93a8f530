import { describe, expect, it } from 'vitest';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { pageOf } from '../../../src/reports/document/terminal-page.js';
import { displayWidth } from '../../../src/reports/document/text-width.js';
import { type SummaryParts, summaryDocument } from '../../../src/reports/summary.js';
import { everyChange, type SmallFiles, smallPlan } from '../small-plan.js';

type SummaryInput = SummaryParts & Parameters<typeof pageOf>[0];

function summaryText(parts: SummaryInput): string {
  return terminalText(pageOf(parts), summaryDocument(parts));
}

const files = ['assignments.csv', 'territories.csv', 'plan.json'];

function parts(
  given: SmallFiles,
  status: SummaryParts['plan']['status'] = 'feasible',
): SummaryParts {
  const { problem, evaluation } = smallPlan(given);
  return {
    plan: { status, evaluation, proven: { bound: 0.44, gap: 0.00423 } },
    problem: { ...problem, assumptions: ['workload is 1 for every account: no workload column'] },
    drafted: [],
    out: 'carve-out',
    files,
  };
}

/** 40 reps, the first a good deal richer than the last. */
const bigTeam: SmallFiles = {
  accounts: `account_id,owner,potential\n${Array.from({ length: 80 }, (_, index) => `a${index},r${index % 7},${1000 + index}`).join('\n')}\n`,
  reps: `rep_id,rep_name\n${Array.from({ length: 40 }, (_, index) => `r${index},Rep ${index}`).join('\n')}\n`,
  plan: Object.fromEntries(
    Array.from({ length: 80 }, (_, index) => [`a${index}`, `r${index % 40}`]),
  ),
};

const strangeNames: SmallFiles = {
  accounts: `account_id,account_name,owner,potential,arr
1,"株式会社とても長い名前の取引先を持つ会社東京本社",ann,1234567,98765432
2,"Evil\u001b[31mRed\u202e & Sons",ann,2345678,1
3,👩‍👩‍👧‍👦 Family Café 🇫🇷 with a very long name indeed,nobody.at.all.with.a.very.long.address@old.example.com,99,5
`,
  reps: `rep_id,rep_name
ann,"王小明 (アカウントエグゼクティブ) of the far eastern region and beyond"
bo,"Dmitri Ivanovich Shostakovsky-Petrov von und zu Hohenlohe-Langenburg"
`,
  plan: { '1': 'bo', '2': 'bo', '3': 'ann' },
};

/** Figures as wide as they come. */
const hugeFigures: SmallFiles = {
  accounts: `account_id,owner,potential,workload,arr\na,r0,1e15,1,9e14\n${Array.from({ length: 400 }, (_, index) => `b${index},r1,0.001,0,1`).join('\n')}\n`,
  reps: 'rep_id,rep_name,capacity\nr0,Ann,0.000001\nr1,Bo,1000\nr2,Cy,1000\n',
  plan: {
    a: 'r0',
    ...Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`b${index}`, 'r2'])),
  },
};

describe('the summary', () => {
  it('reads like this for a feasible plan', async () => {
    await expect(summaryText(parts(everyChange))).toMatchFileSnapshot('feasible.txt');
  });

  it('reads like this where must rules are broken', async () => {
    const infeasible = parts(
      {
        ...everyChange,
        rules: `${everyChange.rules}avoid,account_id = 003,region = West|East,,,,,,,\nlimit,,,accounts,,,1,,,\n`,
        plan: { ...everyChange.plan, '003': '' },
      },
      'infeasible',
    );
    await expect(summaryText(infeasible)).toMatchFileSnapshot('infeasible.txt');
  });

  it('reads like this for a long team', async () => {
    await expect(summaryText(parts(bigTeam, 'optimal'))).toMatchFileSnapshot('long-team.txt');
  });

  it('reads like this for names that are wide, long or malicious', async () => {
    const text = summaryText({ ...parts(strangeNames), columns: 60 });
    await expect(text).toMatchFileSnapshot('strange-names.txt');
  });

  it.each([60, 80, 100])('stays within %d columns', (columns) => {
    for (const given of [everyChange, bigTeam, strangeNames, hugeFigures]) {
      for (const line of summaryText({ ...parts(given), columns }).split('\n')) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('does not spell out how far a hopeless plan is off', () => {
    const text = summaryText(parts(hugeFigures));
    expect(text).toMatch(/the greatest stays at\s>999 %/);
    expect(text.split('Rules')[0]).not.toMatch(/\d{5} %/);
  });

  it('is the same text with and without colour, and without has no escape at all', () => {
    const plain = summaryText(parts(everyChange));
    const coloured = summaryText({ ...parts(everyChange), colour: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
    const escapes = /\u001b\[\d+m/g;
    expect(coloured).toMatch(escapes);
    expect(coloured.replace(escapes, '')).toBe(plain);
    expect(plain).not.toContain('\u001b');
  });

  it('says that an account nobody may take proves that the rules cannot all hold', () => {
    const given = { ...everyChange, rules: 'rule,accounts,reps\navoid,account_id = 003,\n' };
    const plan = { ...given.plan, '003': '' };
    expect(summaryText(parts({ ...given, plan }, 'infeasible'))).toMatch(
      /^The must rules cannot all hold\. In the closest plan found, 6 of 8 accounts/,
    );
  });

  it('says in words how many accounts go where', () => {
    const { problem, ...rest } = parts({
      accounts: 'account_id,owner\na,\nb,\n',
      reps: 'rep_id\nx\ny\n',
      plan: { a: 'x', b: 'y' },
    });
    expect(summaryText({ problem, ...rest })).toMatch(
      /^All 2 accounts get their first owner\. The mean distance from a fair share of\npotential is 0 %, the greatest 0 %\./,
    );
    const still = parts({
      accounts: 'account_id,owner\na,x\n',
      reps: 'rep_id\nx\n',
      plan: { a: 'x' },
    });
    expect(summaryText(still)).toMatch(
      /^None of 1 account changes hands\. Every rep stays at a fair share of potential\./,
    );
  });

  it('says how good the plan is, never better than proven', () => {
    const of = (plan: Partial<SummaryParts['plan']>): string => {
      const given = parts(everyChange);
      const text = summaryText({ ...given, plan: { ...given.plan, ...plan } });
      return text.split('How good it is\n  ')[1].split('\n\n')[0].replace(/\s+/g, ' ');
    };
    const gap = (value: number): string =>
      of({ proven: { bound: 0.1, gap: value } }).split(': the score')[0];
    expect(of({ proven: { bound: 0.447259, gap: 0.004 } })).toMatch(
      /: the score is 0\.4491 \(lower is better\), and no plan's can be below 0\.4472\.$/,
    );
    expect(gap(0.004)).toBe('Nothing better exists under these rules by more than 0.4 %');
    expect(gap(0.00401)).toBe('Nothing better exists under these rules by more than 0.41 %');
    expect(gap(0.0731)).toBe('Nothing better exists under these rules by more than 7.4 %');
    expect(gap(0.421)).toBe('Nothing better exists under these rules by more than 43 %');
    expect(gap(1)).toBe('How much better another plan could be is not proven.');
    expect(of({ proven: undefined })).toBe('How much better another plan could be is not proven.');
    expect(of({ status: 'optimal' })).toBe(
      'Nothing better exists under these rules: that is proven.',
    );
    expect(of({ solution: { interrupted: true } })).toMatch(/^The search was cut short; this is/);
  });

  it('tells which rules were drafted', () => {
    const { problem, ...rest } = parts(everyChange);
    const drafted = problem.rules.slice(0, 2).map(({ text }) => text);
    expect(summaryText({ problem, ...rest, drafted })).toContain(
      'rows 2 to 4 were drafted from your data',
    );
  });
});
