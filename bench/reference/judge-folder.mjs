// A child process of kinds/: prints, as JSON, what the plain reference and today's owners are worth on a folder's files.
import { dist, problemOf } from '../problem-of.mjs';
import { referencePlan } from './reference-plan.mjs';

const { evaluate } = await dist('evaluation/evaluate.js');
const { today } = await dist('evaluation/changes.js');
const problem = await problemOf(process.argv[2]);
const judge = (assignment) => {
  const { objective, feasible } = evaluate(problem, assignment);
  return { objective, feasible };
};
const started = performance.now();
const { assignment } = referencePlan(problem);
const seconds = (performance.now() - started) / 1000;
console.log(
  JSON.stringify({ reference: { ...judge(assignment), seconds }, today: judge(today(problem)) }),
);
