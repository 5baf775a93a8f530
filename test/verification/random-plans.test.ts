import { expect, it } from 'vitest';
import { certificateSchema } from '../../src/verification/proof/certificate.js';
import { proveAgain } from '../../src/verification/proof/prove-again.js';
import { verify } from '../../src/verification/verify.js';
import { bruteForce } from '../oracle/brute.js';
import { crowdedInputs } from '../oracle/part.js';
import { problemOf, randomInputs } from '../oracle/random-inputs.js';
import { solverByCuts } from './proven-by-cuts.js';
import { forged, plannedFolder } from './random-folder.js';

const count = Number(process.env.CARVE_SEEDS ?? 120);

/** Reads the certificate as far as the proof goes: its bound, by what it says itself. */
function certificateOf(files: ReadonlyMap<string, Buffer>) {
  return certificateSchema.parse(JSON.parse(String(files.get('certificate.json'))));
}

it('verifies plans of random problems, and refutes a bound a millionth higher', async () => {
  const seen = { bound: 0, cases: 0, cuts: 0, infeasible: 0, floors: 0 };
  for (let seed = 7001; seed < 7001 + count; seed++) {
    const set = seed % 4 === 0 ? crowdedInputs(seed) : randomInputs(seed, 600);
    const { plan, folder } = await plannedFolder(
      set,
      seed % 2 === 0 ? 'normal' : 'quick',
      seed % 3 === 0 ? solverByCuts : undefined,
    );
    const { disagreements, unchecked, proofs } = verify(folder, 'test');
    expect({ seed, disagreements, unchecked }).toEqual({ seed, disagreements: [], unchecked: [] });
    const written = certificateOf(folder.files);
    if (JSON.stringify(written.proof).includes('"cases"')) seen.cases++;
    if (written.cuts !== undefined) seen.cuts++;
    if ([...plan.unavoidable.values()].some((floor) => floor > 0.01)) seen.floors++;
    if (plan.proven === undefined) {
      const proven = plan.solution.bound === Number.POSITIVE_INFINITY;
      expect({ seed, proven: proofs.infeasible === true }).toEqual({ seed, proven });
      if (proven) seen.infeasible++;
      continue;
    }
    expect(proofs.bound).toBe(plan.proven.bound);
    if (plan.proven.bound < 1e-6) continue;
    seen.bound++;
    const bound = plan.proven.bound * (1 + 1e-6);
    const raised = forged(
      folder,
      { 'certificate.json': JSON.stringify({ ...written, bound }) },
      (json) => ({ objective: { ...json.objective, bound } }),
    );
    const refuted = verify(raised, 'test').disagreements;
    expect({ seed, places: refuted.map(({ file, column }) => `${file} ${column}`) }).toEqual({
      seed,
      places: expect.arrayContaining([expect.stringMatching(/bound/)]),
    });
  }
  if (count >= 120) {
    for (const [what, times] of Object.entries(seen)) {
      expect({ what, often: times >= 5 }).toEqual({ what, often: true });
    }
  }
});

it('proves no more than is true, whatever the prices', async () => {
  let looked = 0;
  for (let seed = 7501; seed < 7501 + count; seed++) {
    const set = randomInputs(seed, 300);
    const best = bruteForce(problemOf(set), 20_000);
    if (best.status !== 'best') continue;
    const { plan, folder } = await plannedFolder(set, 'quick');
    const written = certificateOf(folder.files);
    for (const factor of [0.5, -1, 3]) {
      const prices = written.prices.map((loads, at) =>
        loads.map((groups) => groups.map((price, group) => price * (group === at ? factor : 1))),
      );
      const claims = { bound: best.objective, infeasible: true, floors: new Map() };
      const { disagreements, proofs } = proveAgain(
        plan.problem,
        { ...written, prices },
        { ...claims, bound: best.objective * (1 + 1e-8) + 1e-12 },
      );
      looked++;
      expect({ seed, factor, bound: proofs.bound, infeasible: proofs.infeasible }).toEqual({
        seed,
        factor,
        bound: undefined,
        infeasible: undefined,
      });
      expect(disagreements.length).toBeGreaterThan(0);
    }
  }
  expect(looked).toBeGreaterThan(count);
});

it('proves no more than is true, whatever the cuts', async () => {
  let looked = 0;
  for (let seed = 7501; seed < 7501 + count; seed++) {
    const set = randomInputs(seed, 300);
    const best = bruteForce(problemOf(set), 20_000);
    if (best.status !== 'best') continue;
    const { plan, folder } = await plannedFolder(set, 'quick', solverByCuts);
    const written = certificateOf(folder.files);
    const { cuts } = written;
    if (cuts === undefined) continue;
    const steeper = <R extends { times: number }>(row: R): R => ({
      ...row,
      times: row.times * 1.37,
    });
    const elsewhere = <R extends { bend: number }>(row: R): R => ({
      ...row,
      bend: row.bend * 1.05,
    });
    const others = {
      steeper: cuts.map((cut) =>
        'great' in cut
          ? { great: cut.great.map(steeper) }
          : { ...cut, rows: cut.rows.map(steeper) },
      ),
      elsewhere: cuts.map((cut) =>
        'great' in cut
          ? { great: cut.great.map(elsewhere) }
          : { ...cut, rows: cut.rows.map(elsewhere) },
      ),
      uncounted: cuts.map((cut) =>
        'great' in cut
          ? { great: cut.great.map(({ held: _, ...row }) => row) }
          : { ...cut, from: [] },
      ),
    };
    for (const [what, changed] of Object.entries(others)) {
      const { proofs } = proveAgain(
        plan.problem,
        { ...written, cuts: changed },
        { bound: best.objective * (1 + 1e-8) + 1e-12, infeasible: false, floors: new Map() },
      );
      looked++;
      expect({ seed, what, bound: proofs.bound }).toEqual({ seed, what, bound: undefined });
    }
  }
  if (count >= 120) expect(looked).toBeGreaterThan(15);
});
