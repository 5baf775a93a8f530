/**
 * npm run fuzz [-- --seconds N --seed S --target NAME]
 *
 * Spoils files for as long as one likes; the smallest case that fails is printed
 * with its seed, and its files are kept in a folder that is named.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    target: { type: 'string' },
  },
});
console.log(`seed ${values.seed}`);
const { status } = spawnSync('npx', ['vitest', 'run', 'test/fuzz', '--reporter=verbose'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    CARVE_FUZZ_SECONDS: values.seconds,
    CARVE_FUZZ_SEED: values.seed,
    ...(values.target !== undefined && { CARVE_FUZZ_TARGET: values.target }),
  },
});
process.exitCode = status ?? 1;
