/**
 * What people do in a spreadsheet: keep owned accounts where rules and owners allow, sort the rest by
 * the first load (potential) and deal them out, each to the eligible rep with the least load for
 * their capacity, largest first.
 */
export function snakeDraft(program) {
  const { unitCount, repCount } = program;
  const placement = new Int32Array(unitCount).fill(-1);
  const load = new Float64Array(repCount);
  const main = program.repLoads[0];
  const targetOf = (rep) => {
    const group = main?.groupOf[rep] ?? -1;
    return group < 0 ? 1 : main.costs[group].violationScale;
  };
  const amountOf = (unit) => main?.amount[unit] ?? 1;
  const left = [];
  for (let u = 0; u < unitCount; u++) {
    const reps = program.sets[program.setOf[u]];
    const home =
      program.homes.start[u] < program.homes.start[u + 1]
        ? program.homes.rep[program.homes.start[u]]
        : -1;
    if (home >= 0 && reps.includes(home)) {
      placement[u] = home;
      load[home] += amountOf(u);
    } else left.push(u);
  }
  left.sort((a, b) => amountOf(b) - amountOf(a) || a - b);
  for (const u of left) {
    let best = -1;
    for (const rep of program.sets[program.setOf[u]]) {
      if (best < 0 || load[rep] / targetOf(rep) < load[best] / targetOf(best)) best = rep;
    }
    placement[u] = best;
    load[best] += amountOf(u);
  }
  return placement;
}
