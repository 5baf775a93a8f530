import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { planSummaryOf } from '../../../src/evaluation/story/story.js';
import { loadCharts, type PageKit } from '../../../src/reports/page/kit.js';
import { pageHtml } from '../../../src/reports/page/page-html.js';
import { planJson } from '../../../src/reports/plan-parts.js';
import { plainOptions } from '../plan-options.js';
import { everyChange, type SmallFiles, smallPlan } from '../small-plan.js';

let kit: PageKit;
beforeAll(async () => {
  kit = {
    ...(await loadCharts()),
    style: 'p{margin:0}',
    script: 'void 0',
    borders: undefined,
  };
});

function pageOf(files: SmallFiles, bound = 0.05, gap = 0.1): string {
  const { problem, evaluation } = smallPlan(files);
  const file = { path: '../accounts.csv', sha256: 'ab'.repeat(32), rows: 7 };
  const proven = { bound, gap };
  const status = 'feasible';
  const made = planJson({
    version: '1.2.3',
    status,
    inputs: { accounts: file, reps: { ...file, path: '../reps.csv' } },
    options: plainOptions,
    problem,
    evaluation,
    proven,
  });
  const planSummary = planSummaryOf({ problem, evaluation, status, proven });
  const plan = { status, evaluation, proven } as const;
  return pageHtml(
    { plan, problem, drafted: [], planSummary, made, notes: ['a note'], masked: false },
    kit,
  );
}

describe('pageHtml', () => {
  it('answers in reading order', () => {
    const page = pageOf(everyChange);
    const ids = [...page.matchAll(/<(?:section|header) id="([\w-]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'verdict',
      'reps',
      'moves',
      'proof',
      'rules',
      'accounts',
      'handouts',
      'method',
      'warnings',
      'inputs',
    ]);
    for (const question of ['Which accounts matter?', 'Which rule costs most?'])
      expect(page).toContain(`<dt>${question}</dt>`);
    for (const told of ['Would I sign it?', 'Who gains, who loses', 'What could be better'])
      expect(page).toContain(`>${told}<`);
    expect(page).toContain('ab'.repeat(32));
    expect(page).toContain('a note');
  });

  it('tells the bound alike wherever it stands, never above itself', () => {
    const page = pageOf(everyChange, 0.010557);
    expect(page.match(/can be below 0.01055\./g)).toHaveLength(2);
    expect(page).toContain('scores below <data value="0.010557">0.01055</data>');
  });

  it('says that accounts which matter change hands only of those that had an owner', () => {
    const of = (owners: readonly string[]): string =>
      pageOf({
        accounts: `account_id,owner,potential\n${owners.map((owner, at) => `${at},${owner},10`).join('\n')}\n`,
        reps: 'rep_id\nann\nbo\n',
        plan: { 0: 'bo', 1: 'bo' },
      });
    const rest = ' those with the greatest share of all potential.</p>';
    expect(of(['ann', 'gone'])).toContain(`<p>Of all that change hands,${rest}`);
    expect(of(['ann', ''])).toContain(
      `<p>Of all that change hands or get their first owner,${rest}`,
    );
    expect(of(['', ''])).toContain(`<p>Of all that get their first owner,${rest}`);
  });

  it('draws who gains and who loses only where anybody does, or is off a fair share', () => {
    const of = (owners: readonly [string, string], potentials: readonly [number, number]) =>
      pageOf({
        accounts: `account_id,owner,potential\n1,${owners[0]},${potentials[0]}\n2,${owners[1]},${potentials[1]}\n`,
        reps: 'rep_id\nann\nbo\n',
        plan: { 1: 'ann', 2: 'bo' },
      });
    const picture = 'Who gains, who loses';
    expect(of(['ann', 'bo'], [10, 10])).not.toContain(picture);
    expect(of(['bo', 'bo'], [10, 10])).toContain(picture);
    expect(of(['ann', 'bo'], [10, 20])).toContain(picture);
  });

  it('claims no proof where all that is proven is that no score is below 0', () => {
    const page = pageOf(everyChange, 0, 1);
    expect(page.match(/How much better another plan could be is not proven\./g)).toHaveLength(2);
    expect(page).toContain('<code>certificate.json</code> holds no proof of how near this plan is');
    for (const claim of ['carve has proven', 'The proof', 'scores below'])
      expect(page).not.toContain(claim);
  });

  it('speaks of the cost of must rules only where there are any', () => {
    const cost = 'What the must rules cost was not worked out';
    expect(pageOf(everyChange)).toContain(cost);
    expect(pageOf({ ...everyChange, rules: 'rule\n' })).not.toContain(cost);
  });

  it('is the same every time', () => {
    expect(pageOf(everyChange)).toBe(pageOf(everyChange));
  });

  it('allows its own style and script by their hashes, and nothing else', () => {
    const page = pageOf(everyChange);
    const hash = (text: string): string =>
      `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(page).toContain(
      `content="default-src 'none'; style-src ${hash(kit.style)}; script-src ${hash(kit.script)}; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/<[^>]+\s(?:style|on\w+)=/);
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:,")/);
  });

  it('keeps hostile names text, wherever they stand', () => {
    const hostile = '</script><img src=x onerror=alert(1)>\u202e';
    const page = pageOf({
      accounts: `account_id,account_name,owner,potential,arr\n"<b>1","${hostile}",R1,100,5\n2,"${hostile}",R2,300,7\n3,x,"gone${hostile}",80,1\n`,
      reps: `rep_id,rep_name,manager\nR1,"${hostile}","${hostile}"\nR2,"<i>${hostile}",\n`,
      plan: { '<b>1': 'R1', 2: 'R2', 3: 'R2' },
    });
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<b>1');
    expect(page).not.toContain('\u202e');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\\u202e');
  });
});
