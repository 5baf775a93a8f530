import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withColumnTables, withHeaderTables } from '../../bench/column-tables.mjs';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { Evaluation } from '../../src/evaluation/types.js';
import { holdsOf } from '../../src/inputs/csv/column-spec.js';
import { crmHeaders } from '../../src/inputs/csv/crm-headers/index.js';
import { fileRoles } from '../../src/inputs/csv/file-roles.js';
import { readRules } from '../../src/inputs/csv/rules.js';
import { ruleColumns } from '../../src/model/rule.js';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { makePlan, type Plan } from '../../src/planning/plan.js';
import { planFiles } from '../../src/planning/plan-files.js';
import { planJsonSchema } from '../../src/reports/plan-json.js';
import { definitions } from '../../src/rules/kinds/index.js';
import { parseRules } from '../../src/rules/parse.js';
import { repo } from '../cli/carve.js';
import { plainOptions } from '../reports/plan-options.js';

const page = (name: string): string => readFileSync(join(repo, 'docs', name), 'utf8');
const rulesPage = page('rules.md');
const formulasPage = page('formulas.md');
const filesPage = page('files.md');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The words a page names as code. */
function named(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word));
}

/** A page from one heading to the next of the same depth. */
function section(text: string, heading: string): string {
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`no heading ${heading}`);
  const body = text.slice(start + heading.length + 2);
  const depth = heading.slice(0, heading.indexOf(' '));
  const next = body.search(new RegExp(`^#{1,${depth.length}} `, 'm'));
  return next < 0 ? body : body.slice(0, next);
}

/** The CSV block that a comment announces. */
function block(name: string): string {
  const found = new RegExp(`<!-- ${name} -->\n\`\`\`csv\n([^\`]*)\`\`\``).exec(formulasPage);
  if (found === null) throw new Error(`no block ${name}`);
  return found[1];
}

describe('rules.md', () => {
  const kinds = Object.values(definitions);

  test.each(kinds)('says of $kind what it reads and its levels', ({ kind, uses, levels }) => {
    expect(rulesPage).toContain(`| \`${kind}\` | ${uses.join(', ')} | ${levels.join(', ')} |`);
  });

  test.each(kinds)('shows rows of $kind that carve reads', ({ kind }) => {
    const body = section(rulesPage, `### \`${kind}\``);
    const blocks = [...body.matchAll(/```csv\n([^`]*)```/g)].map(([, text]) => text);
    expect(blocks).not.toEqual([]);
    for (const text of blocks) {
      const read = readRules('rules.csv', bytes(text));
      const { rules, problems } = parseRules('rules.csv', read.rules);
      expect([...read.problems, ...problems]).toEqual([]);
      expect(new Set(rules.map((rule) => rule.kind))).toEqual(new Set([kind]));
    }
  });

  test('names every column of a rules file', () => {
    const columns = named(section(rulesPage, '## Rows and columns'));
    expect(ruleColumns.filter((column) => !columns.has(column))).toEqual([]);
  });
});

describe('crm-headers.md', () => {
  test('has the headers that carve knows: npm run docs writes them', () => {
    const page = readFileSync(join(repo, 'docs/crm-headers.md'), 'utf8');
    expect(withHeaderTables(page, crmHeaders)).toBe(page);
    for (const { label } of crmHeaders) expect(page).toContain(`## ${label}\n`);
  });
});

describe('files.md', () => {
  test('has the tables of columns that carve knows: npm run docs writes them', () => {
    expect(withColumnTables(filesPage, fileRoles, holdsOf)).toBe(filesPage);
    for (const file of ['accounts', 'reps', 'opportunities', 'activities']) {
      expect(filesPage).toContain(`<!-- columns of ${file} -->\n\n| column | cells |`);
    }
  });

  test('names every key of plan.json', () => {
    const keys = named(section(filesPage, '### plan.json'));
    const all = keysOf(planJsonSchema());
    expect(all).toContain('mean_abs_deviation_pct');
    expect(all.filter((key) => !keys.has(key))).toEqual([]);
  });
});

/** The keys of a JSON Schema, however deep. */
function keysOf(schema: unknown): string[] {
  const node = z.record(z.string(), z.unknown()).safeParse(schema);
  if (!node.success) return z.array(z.unknown()).catch([]).parse(schema).flatMap(keysOf);
  return Object.entries(node.data).flatMap(([key, value]) => {
    if (key !== 'properties') return keysOf(value);
    const properties = z.record(z.string(), z.unknown()).parse(value);
    return [...Object.keys(properties), ...Object.values(properties).flatMap(keysOf)];
  });
}

describe('the worked example', () => {
  let plan: Plan;
  let evaluation: Evaluation;

  beforeAll(async () => {
    const { problem } = readProblem({
      accounts: { name: 'accounts.csv', bytes: bytes(block('accounts')) },
      reps: { name: 'reps.csv', bytes: bytes(block('reps')) },
      rules: undefined,
      distances: undefined,
      bare: true,
      map: [],
      assembly: {
        asOf: dayNumber(20_468),
        weights: new Map(),
        shareBy: undefined,
        potentialCap: true,
      },
    });
    plan = await makePlan(problem, {
      seed: 1,
      effort: 'quick',
      threads: 1,
      timeLimit: undefined,
      now: () => 0,
    });
    const repOf = new Map(
      block('plan')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => [line.split(',')[0], line.split(',')[1]]),
    );
    evaluation = evaluate(
      problem,
      Int32Array.from(problem.accountIds, (id) => problem.repIds.indexOf(repOf.get(id) ?? '')),
    );
  });

  test('is the plan that carve makes, and the best there is', () => {
    expect(plan.status).toBe('optimal');
    expect([...plan.evaluation.assignment]).toEqual([...evaluation.assignment]);
  });

  test('works out disruption, targets, terms and objective as the page does', () => {
    expect([...plan.problem.disruption]).toEqual([2.1, 0.6, 0.1, 0.1, 0.1, 0.1]);
    const [ann, bo] = evaluation.territories;
    expect([ann.potential, ann.potential_target]).toEqual([106, 100]);
    expect([bo.potential, bo.potential_target]).toEqual([44, 50]);
    expect([ann.workload_target, bo.workload_target]).toEqual([4, 2]);
    expect(ann.potential_vs_median_pct).toBeCloseTo(9.28, 2);
    expect(bo.potential_vs_median_pct).toBeCloseTo(-9.28, 2);
    expect(evaluation.terms.map(({ name, weight }) => [name, weight])).toEqual([
      ['potential', 4],
      ['workload', 2],
      ['disruption', 3],
    ]);
    const [potential, workload, disruption] = evaluation.terms.map(({ value }) => value);
    expect(potential).toBeCloseTo(0.026, 12);
    expect(workload).toBe(0);
    expect(disruption).toBeCloseTo(0.1 / 3, 12);
    expect(evaluation.objective).toBeCloseTo(0.204 / 9, 12);
  });

  test('moving A2 instead costs what the page says', () => {
    const other = evaluate(plan.problem, Int32Array.of(0, 1, 0, 0, 1, 0));
    expect(other.objective).toBeCloseTo(0.0667, 4);
    expect(other.after.evenness.get('potential')?.max_abs_deviation_pct).toBe(0);
  });

  test('prints the headline figures to its four decimals', () => {
    const rows = [
      ...section(formulasPage, '## A worked example').matchAll(
        /^\| (?:(\w+) )?`(\w+)` \| ([\d.]+) \| ([\d.]+) \|$/gm,
      ),
    ];
    expect(rows.length).toBe(9);
    for (const [, metric, figure, before, after] of rows) {
      for (const [state, printed] of [
        [evaluation.before, before],
        [evaluation.after, after],
      ] as const) {
        const { evenness, ...counts } = state;
        const figures = metric === undefined ? counts : evenness.get(metric);
        const value = new Map<string, unknown>(Object.entries(figures ?? {})).get(figure);
        expect(value, `${metric ?? ''} ${figure}`).toBeCloseTo(Number(printed), 4);
      }
    }
  });

  test('gives files and columns that files.md all names', () => {
    const words = named(filesPage);
    const inputs = { path: 'x', sha256: '0'.repeat(64), rows: 1 };
    const files = planFiles({
      plan,
      version: '0.0.0',
      inputs: { accounts: inputs, reps: inputs },
      options: plainOptions,
      assumptions: [],
    });
    for (const [name, text] of files) {
      expect(filesPage).toContain(name);
      if (!name.endsWith('.csv') || name === 'rules-used.csv') continue;
      const header = text.slice(0, text.indexOf('\n')).split(',');
      expect(header.filter((column) => !words.has(column))).toEqual([]);
    }
  });
});
