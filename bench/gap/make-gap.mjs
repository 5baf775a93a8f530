import { dice } from '../dice.mjs';

/**
 * A generalised assignment problem: jobs to agents, each job once, at least cost, within the agents' capacities.
 *
 * @typedef {{agents: number, jobs: number, cost: number[][], weight: number[][], capacity: number[]}} Gap by agent, then job
 */

/**
 * The usual classes: C by Chu & Beasley (1997), D by Martello & Toth (1990), E by Laguna, Kelly, González-Velarde &
 * Glover (1995), where what is cheap is heavy.
 */
const classes = {
  c: (random) => ({ weight: 5 + random.below(21), cost: 10 + random.below(41) }),
  d: (random) => {
    const weight = 1 + random.below(100);
    return { weight, cost: 111 - weight + random.below(21) - 10 };
  },
  e: (random) => {
    const weight = 1 - 10 * Math.log(1 - random.next());
    return { weight: Math.round(weight), cost: Math.round(1000 / weight - 10 * random.next()) };
  },
};

/** @returns {Gap} the same for the same class, size and seed */
export function makeGap({ kind, agents, jobs, seed = 1 }) {
  const random = dice(seed * 7919 + agents * 31 + jobs);
  const pairs = Array.from({ length: agents }, () =>
    Array.from({ length: jobs }, () => classes[kind](random)),
  );
  const weight = pairs.map((row) => row.map((pair) => pair.weight));
  return {
    agents,
    jobs,
    cost: pairs.map((row) => row.map((pair) => Math.max(0, pair.cost))),
    weight,
    capacity: weight.map((row) => Math.floor((0.8 * row.reduce((a, b) => a + b, 0)) / agents)),
  };
}

/** @returns {Gap} the form of the OR-Library: agents, jobs, costs, weights, capacities */
export function readGap(text) {
  const numbers = text.trim().split(/\s+/).map(Number);
  const [agents, jobs] = numbers;
  const row = (at) => numbers.slice(2 + at * jobs, 2 + (at + 1) * jobs);
  const rows = (from) => Array.from({ length: agents }, (_, agent) => row(from + agent));
  const capacityFrom = 2 + 2 * agents * jobs;
  return {
    agents,
    jobs,
    cost: rows(0),
    weight: rows(agents),
    capacity: numbers.slice(capacityFrom, capacityFrom + agents),
  };
}

/** carve's files for it: an agent is a rep, a job an account, a capacity a must limit, a cost a distance. */
export function gapFiles({ cost, weight, capacity }) {
  const rep = (agent) => `R${agent}`;
  const job = (at) => `J${at}`;
  const jobs = cost[0].map((_, at) => at);
  const text = (lines) => `${lines.join('\n')}\n`;
  return {
    accounts: text([
      ['account_id', 'potential', 'workload', ...weight.map((_, agent) => `w${agent}`)].join(','),
      ...jobs.map((at) => [job(at), 1, 1, ...weight.map((row) => row[at])].join(',')),
    ]),
    reps: text(['rep_id', ...weight.map((_, agent) => rep(agent))]),
    rules: text([
      'rule,reps,metric,max,weight,level',
      ...['potential', 'workload'].map((metric) => `balance,,${metric},,0,`),
      'weight,,disruption,,0,',
      'weight,,distance,,1,',
      ...capacity.map((most, agent) => `limit,rep_id = ${rep(agent)},w${agent},${most},,must`),
    ]),
    distances: text([
      'account_id,rep_id,km',
      ...jobs.flatMap((at) => cost.map((row, agent) => `${job(at)},${rep(agent)},${row[at]}`)),
    ]),
  };
}

/** What an objective of 1 stands for: the sum over jobs of their mean cost. */
export const costOfOne = ({ agents, cost }) =>
  cost.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0) / agents;
