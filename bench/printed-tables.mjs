import { writeFileSync } from 'node:fs';

/** Tables printed row by row, and every figure in one JSON file where that is asked for. */
export function printedTables(file, about) {
  const record = { about };
  const save = () => {
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  };
  save();
  return {
    /** Starts a table; `key` is its name in the JSON. */
    start(title, key, headers) {
      console.log(`\n## ${title}\n\n| ${headers.join(' | ')} |`);
      console.log(`| ${headers.map(() => '---').join(' | ')} |`);
      record[key] ??= [];
      /** Prints a row and keeps its figures. */
      return (cells, figures) => {
        console.log(`| ${cells.join(' | ')} |`);
        if (figures !== undefined) {
          record[key].push(figures);
          save();
        }
      };
    },
    /** Prints a sentence and keeps what it says. */
    say(sentence, key, figures) {
      console.log(`\n${sentence}`);
      if (key === undefined) return;
      record[key] = figures;
      save();
    },
  };
}

export const missed = (text, isMissed) => (isMissed ? `${text} ✗` : text);
export const amount = (value, digits) =>
  value === undefined || value === null || Number.isNaN(value) ? '–' : value.toFixed(digits);
