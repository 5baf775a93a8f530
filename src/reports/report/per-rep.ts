import { accountName } from '../../evaluation/account-name.js';
import { explainReps, type RepExplanation } from '../../evaluation/explain/rep.js';
import type { Evaluation } from '../../evaluation/types.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { recordsAsFiled } from '../../model/table.js';
import { moneyColumn } from '../currency.js';
import { type Document, section, table, textColumn, words } from '../document/blocks.js';
import { documentHtml } from '../document/html-page.js';
import { documentMarkdown } from '../document/markdown.js';
import { compactNumber } from '../document/numbers.js';
import { sentence } from '../document/words.js';
import { narrowest, repAndId } from '../explain/names.js';
import { bookWords, repDocument } from '../explain/rep-text.js';

/** What a rep can be handed. */
export type HandoutFormat = 'html' | 'markdown';

const endings: Readonly<Record<HandoutFormat, string>> = { html: '.html', markdown: '.md' };

/**
 * A file for each rep who works or has had accounts, by its name: their book, what comes,
 * what goes and to whom, and their own figures. Nothing in it tells how anybody else stands.
 */
export function perRepFiles(
  problem: Problem,
  evaluation: Evaluation,
  format: HandoutFormat,
): ReadonlyMap<string, string> {
  const reps = concerned(problem, evaluation);
  const names = fileNames(reps.map((rep) => nameAndId(problem, rep)));
  const kept = keptBy(problem, evaluation);
  const files = new Map<string, string>();
  explainReps(problem, evaluation, reps).forEach((explanation, index) => {
    const { rep } = explanation;
    const document = handout(problem, explanation, kept.get(rep) ?? []);
    const title = `The territory of ${repAndId(problem, rep)}`;
    const text =
      format === 'html' ? documentHtml(title, document) : documentMarkdown(title, document);
    files.set(`${names[index]}${endings[format]}`, text);
  });
  return files;
}

/** Reps who work, or who have or had an account, in the order of the rep file. */
function concerned({ reps, cap, owner }: Problem, { assignment }: Evaluation): number[] {
  const holders = new Set([...owner, ...assignment]);
  return recordsAsFiled(reps).filter((rep) => cap[rep] > 0 || holders.has(rep));
}

function nameAndId({ repNames, repIds }: Problem, rep: number): string {
  return repNames[rep] === repIds[rep] ? repIds[rep] : `${repNames[rep]} ${repIds[rep]}`;
}

/** Accounts that stay, the greatest first. */
function keptBy(problem: Problem, { assignment }: Evaluation): ReadonlyMap<number, number[]> {
  const { owner, potential, state, accountCount } = problem;
  const kept = new Map<number, number[]>();
  for (let account = 0; account < accountCount; account++) {
    const rep = owner[account];
    if (rep < 0 || assignment[account] !== rep || state[account] === AccountState.excluded)
      continue;
    const book = kept.get(rep);
    if (book === undefined) kept.set(rep, [account]);
    else book.push(account);
  }
  for (const book of kept.values()) book.sort((a, b) => potential[b] - potential[a] || a - b);
  return kept;
}

function handout(problem: Problem, explanation: RepExplanation, kept: readonly number[]): Document {
  const { sections } = repDocument(problem, explanation);
  const columns = [
    words('Account', (account: number) => accountName(problem, account), narrowest),
    textColumn('Potential', (account: number) => compactNumber(problem.potential[account])),
    ...(problem.hasArr
      ? [
          moneyColumn(
            problem,
            'arr',
            textColumn('ARR', (account: number) => compactNumber(problem.arr[account])),
          ),
        ]
      : []),
  ];
  return {
    headline: { text: sentence(bookWords(explanation)) },
    sections: [
      ...sections,
      ...(kept.length === 0 ? [] : [section('What you keep', table(kept, columns))]),
    ],
  };
}

const longestName = 60;
/** Names that Windows keeps for devices. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Names of files that any system takes: letters and digits, everything else a hyphen; of two
 * that would be one, whatever the case of letters, the later gets a number.
 */
export function fileNames(texts: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const plain = [...text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-')]
      .slice(0, longestName)
      .join('')
      .replace(/^-+|-+$/g, '');
    const base = plain === '' || device.test(plain) ? `rep-${plain}`.replace(/-$/, '') : plain;
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
