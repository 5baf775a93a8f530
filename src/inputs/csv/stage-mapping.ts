import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';

/** What a stage or status says of an opportunity; `late` ones are open. */
export type StageMeaning = 'open' | 'late' | 'won' | 'lost';

/** What the user says of stage and status words; keyed by the folded word. */
export type StageWords = ReadonlyMap<string, { readonly meaning: StageMeaning; text: string }>;

const shape = /^\s*(?:opportunities\.)?stage:\s*(\w+)\s*=(.*)$/isu;
const meanings: readonly StageMeaning[] = ['open', 'late', 'won', 'lost'];

/**
 * Takes the values of `--map` that say what stages mean, `stage:won=Signed|Booked`,
 * from among those that name headers, which are `others`.
 */
export function takeStageWords(texts: readonly string[]): {
  readonly words: StageWords;
  readonly others: readonly string[];
  readonly problems: readonly InputProblem[];
} {
  const words = new Map<string, { meaning: StageMeaning; text: string }>();
  const others: string[] = [];
  const problems: InputProblem[] = [];
  const fault = (text: string, what: string, remedy: string): void => {
    problems.push({ file: '--map', what, value: text, remedy });
  };
  for (const text of texts) {
    const parts = shape.exec(text);
    if (parts === null) {
      others.push(text);
      continue;
    }
    const meaning = meanings.find((one) => one === fold(parts[1]));
    const named = parts[2].split('|').map(fold).filter(Boolean);
    if (meaning === undefined || named.length === 0) {
      const remedy =
        'write, say, --map "stage:won=Signed|Booked"; open, late, won and lost are known';
      fault(text, 'does not say what a stage means', remedy);
      continue;
    }
    for (const word of named) {
      const earlier = words.get(word);
      if (earlier === undefined) words.set(word, { meaning, text });
      else if (earlier.meaning !== meaning) {
        fault(text, `gives a stage two meanings, after "${earlier.text}"`, 'give each stage one');
      }
    }
  }
  return { words, others, problems };
}

/** Stage words of `--map` that the file does not hold; `held` are its stages and statuses, undefined where there is no file. */
export function unusedStageWords(
  words: StageWords,
  held: readonly string[] | undefined,
): InputProblem[] {
  const there = new Set(held?.map(fold));
  return [...words]
    .filter(([word]) => !there.has(word))
    .map(([word, { text }]) => ({
      file: '--map',
      what:
        held === undefined
          ? 'speaks of stages, and no opportunities are given'
          : `names the stage "${word}", which no opportunity is in`,
      value: text,
      remedy:
        held === undefined
          ? 'give them with --opportunities FILE, or leave the mapping out'
          : `take one of: ${held
              .slice(0, 30)
              .map((stage) => `"${stage}"`)
              .join(', ')}`,
    }));
}
