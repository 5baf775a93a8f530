import { folderOf } from './instances.mjs';
import { amount, missed } from './printed-tables.mjs';
import { runRivals } from './rival-queue.mjs';

const names = { highs: 'HiGHS', jslp: 'javascript-lp-solver', snake: 'snake draft' };
/** A must bound passed by less than this part of what it measures is a solver's rounding. */
const rounding = 1e-5;
/** Objectives closer than this, as a part, are the same. */
const tie = 1e-9;

/** The rivals' answers one by one as they come, then carve beside them. */
export async function measureRivals(tables, work, measured, times) {
  const entries = measured.map(({ instance, carve }) => ({
    instance,
    carve,
    folder: folderOf(work, instance),
    rivals: instance.rivals,
    answers: {},
  }));
  const print = tables.start(
    `Rivals, ${times.limit} s each, ${times.atOnce} at a time, as they end`,
    'rivals',
    ['instance', 'rival', 'objective', 'found after s', 'ended'],
  );
  await runRivals(entries, times, (entry, rival, answer) => {
    entry.answers[rival] = answer;
    const { objective, seconds, wholeSeconds, ended } = answer;
    const end = `${ended}${wholeSeconds === undefined ? '' : `, ${wholeSeconds.toFixed(1)} s`}`;
    print(
      [entry.instance.name, names[rival], output(answer), amount(objective && seconds, 1), end],
      {
        instance: entry.instance,
        rival,
        ...answer,
      },
    );
  });
  printSideBySide(tables, entries);
}

function printSideBySide(tables, entries) {
  const print = tables.start('Objectives side by side (lower is better)', 'sideBySide', [
    'instance',
    'carve',
    'carve s',
    'HiGHS',
    'carve / HiGHS',
    'asked',
    'javascript-lp-solver',
    'snake draft',
  ]);
  for (const { instance, carve, answers, rivals } of entries) {
    if (rivals.length === 0) continue;
    const cell = (rival) => (answers[rival] === undefined ? '–' : output(answers[rival]));
    const ratio = ratioTo(answers.highs, carve);
    const asked = answers.highs && instance.asked?.highs;
    print([
      instance.name,
      `${amount(carve.objective, 5)}${carve.broken > 0 ? ' (breaks rules)' : ''}`,
      amount(carve.seconds, 1),
      cell('highs'),
      missed(amount(ratio, 5), isMissed(asked, ratio, carve)),
      asked ?? '–',
      cell('jslp'),
      cell('snake'),
    ]);
  }
}

const breaksRules = ({ violation }) => violation > rounding;

function output(answer) {
  const cut = answer.ended?.endsWith('no time left') ? ' (cut short)' : '';
  if (answer.objective === undefined) return `nothing${cut}`;
  return `${answer.objective.toFixed(5)}${breaksRules(answer) ? ' (breaks rules)' : ''}${cut}`;
}

/** carve's objective as a part of the rival's; undefined where the two cannot be compared. */
function ratioTo(answer, { objective, broken }) {
  if (answer?.objective === undefined || breaksRules(answer) || broken > 0) return undefined;
  return objective / answer.objective;
}

function isMissed(asked, ratio, carve) {
  if (asked === undefined) return false;
  if (carve.objective === undefined || carve.broken > 0) return true;
  if (ratio === undefined) return false;
  return asked === 'better' ? ratio >= 1 - tie : ratio > 1 + tie;
}
