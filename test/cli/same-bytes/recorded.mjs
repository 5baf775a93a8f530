// What was recorded of each command, one line of JSON a command, and how another outcome differs from it.

/** An output that says nothing is left out. */
const emptySha = 'e3b0c44298fc1c14';

export function lineOf({ command, exit, outputs }) {
  const reported = Object.entries(outputs)
    .filter(([, { sha }]) => sha !== emptySha)
    .map(([name, { sha, digits }]) => [name, digits === '' ? sha : `${sha} ${digits}`]);
  return `${JSON.stringify({ command, exit, ...Object.fromEntries(reported) })}\n`;
}

export function readRecorded(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => JSON.parse(line)).map((one) => [one.command, one]));
}

/** How an outcome differs from what was recorded, a text each; none where it does not. */
export function differences(recorded, outcome) {
  const { command, exit } = outcome;
  if (recorded === undefined) return [`${command}\n  is not recorded`];
  const { command: _, exit: exitWas, ...was } = recorded;
  const is = JSON.parse(lineOf(outcome));
  const reported =
    exit === exitWas ? [] : [`${command}\n  exits with ${exit}, and did with ${exitWas}`];
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (name === 'command' || name === 'exit' || is[name] === was[name]) continue;
    const what =
      was[name] === undefined
        ? 'is new'
        : is[name] === undefined
          ? 'is empty or not written, and was not'
          : firstDifference(was[name].split(' ')[1], outcome.outputs[name]);
    reported.push(`${command}\n  ${name}: ${what}`);
  }
  return reported;
}

function firstDifference(digitsWere, { digits, bytes }) {
  if (digitsWere === undefined || digits === '') return 'is another';
  let at = 0;
  while (at < digitsWere.length && digitsWere[at] === digits[at]) at++;
  if (at > 0 && at === digitsWere.length && at === digits.length) return `differs after line ${at}`;
  const lines = bytes.toString('utf8').split('\n');
  const line = lines[at] ?? '';
  const shown = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  return `differs first in line ${at + 1} of ${lines.length} (or just before), which now is\n    ${shown}`;
}
