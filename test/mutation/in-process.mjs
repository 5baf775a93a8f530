// Runs the tests for StrykerJS within its own process: each file of tests is bundled once, with what it tests, and
// evaluated anew for each change, so that no state is carried from one change to the next and none waits for a start
// of Vitest. Vitest's `expect` judges; of the rest of Vitest there is what the tests use.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import fc from 'fast-check';
import { chai, expect } from 'vitest';

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', create)];
create.inject = ['options'];
function create(options) {
  return new InProcessRunner(options.inProcess.tests);
}

// The same dice for each change.
fc.configureGlobal({ seed: 1 });
const counters = { static: {}, perTest: {} };
globalThis.__stryker__ = { mutantCoverage: counters };
const stryker = globalThis.__stryker__;

class InProcessRunner {
  /** Bundles by file; each is a function that says which tests there are. */
  #files = new Map();
  /** How long a file takes, and how often it noticed a change, so that the likeliest come first. */
  #spent = new Map();
  #noticed = new Map();

  #tests;

  constructor(tests) {
    this.#tests = tests;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    for (const file of this.#tests) this.#files.set(file, await bundled(file));
  }

  async dryRun() {
    const tests = [];
    for (const [file, load] of this.#files) {
      const began = performance.now();
      const outcomes = await run(file, load, undefined, true);
      this.#spent.set(file, performance.now() - began);
      for (const { id, failure, ms } of outcomes) {
        const name = { id, name: id, fileName: resolve(file), timeSpentMs: ms };
        tests.push(
          failure === undefined
            ? { ...name, status: TestStatus.Success }
            : { ...name, status: TestStatus.Failed, failureMessage: failure },
        );
      }
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: counters };
  }

  async mutantRun({ testFilter, hitLimit, activeMutant }) {
    const wanted = testFilter && new Set(testFilter);
    const files = wanted
      ? [...new Set(testFilter.map((id) => id.split('#')[0]))]
      : [...this.#files.keys()];
    const price = (file) => (this.#spent.get(file) ?? 500) / (1 + (this.#noticed.get(file) ?? 0));
    files.sort((a, b) => price(a) - price(b));
    let count = 0;
    try {
      // Stryker's limit is 100 times what all tests do together; one test does not do ten times as much.
      const limit = hitLimit === undefined ? undefined : hitLimit / 10 + 1000;
      Object.assign(stryker, { hitCount: limit && 0, hitLimit: limit });
      for (const file of files) {
        const began = performance.now();
        stryker.activeMutant = activeMutant.id;
        const outcomes = await run(file, this.#files.get(file), wanted, false);
        this.#spent.set(file, Math.max(this.#spent.get(file) ?? 0, performance.now() - began));
        count += outcomes.length;
        if (stryker.hitCount > stryker.hitLimit) return { status: MutantRunStatus.Timeout };
        const failed = outcomes.find(({ failure }) => failure !== undefined);
        if (failed === undefined) continue;
        this.#noticed.set(file, (this.#noticed.get(file) ?? 0) + 1);
        return {
          status: MutantRunStatus.Killed,
          killedBy: [failed.id],
          failureMessage: failed.failure,
          nrOfTests: count,
        };
      }
      return { status: MutantRunStatus.Survived, nrOfTests: count };
    } finally {
      stryker.activeMutant = undefined;
    }
  }
}

/** The tests of a file and its suites, as they are told while it is evaluated. */
let suite;
let folder;

function suiteNamed(name, above) {
  return { name, above, tests: [], suites: [], before: [], after: [], ready: undefined };
}

function describe(name, tell) {
  const above = suite;
  suite = suiteNamed(`${above.name} ${name}`, above);
  above.suites.push(suite);
  tell();
  suite = above;
}
function it(name, first, second) {
  const told = typeof first === 'function' ? first : second;
  suite.tests.push({ name: `${suite.name} ${name}`, suite, told: () => told({ expect }) });
}
function withVariants(tell) {
  const skipped = () => {};
  skipped.each = () => skipped;
  return Object.assign((...args) => tell(...args), {
    concurrent: tell,
    skip: skipped,
    skipIf: (is) => (is ? skipped : tell),
    runIf: (is) => (is ? tell : skipped),
    each: (rows) => (name, first, second) => {
      rows.forEach((row, index) => {
        const told = typeof first === 'function' ? first : second;
        tell(`${name} ${index}`, () => told(...(Array.isArray(row) ? row : [row])));
      });
    },
  });
}
const shim = {
  expect,
  describe: withVariants(describe),
  it: withVariants(it),
  test: withVariants(it),
  beforeAll: (prepare) => suite.before.push(prepare),
  afterAll: (tidy) => suite.after.push(tidy),
};
chai.util.addMethod(chai.Assertion.prototype, 'toMatchFileSnapshot', function (path) {
  expect(this._obj).toBe(readFileSync(join(folder, path), 'utf8'));
});

/** The tests wanted (undefined: all), one after the other; unless all are to be run, no further than the first failure. */
async function run(file, load, wanted, all) {
  folder = dirname(resolve(file));
  const root = suiteNamed('', undefined);
  suite = root;
  const outcomes = [];
  const shared = {};
  const failed = (error) => String(error?.message ?? error);
  try {
    // What runs while modules are loaded counts for no test, what runs while tests are collected for each of the file.
    stryker.currentTestId = undefined;
    counters.perTest[file] = shared;
    load(() => {
      stryker.currentTestId = all ? file : undefined;
    });
  } catch (error) {
    outcomes.push({ id: `${file}#`, failure: failed(error), ms: 0 });
    return outcomes;
  } finally {
    stryker.currentTestId = undefined;
    delete counters.perTest[file];
  }
  const ids = new Set();
  const used = new Set();
  for (const test of testsOf(root)) {
    let id = `${file}#${test.name}`;
    while (ids.has(id)) id += "'";
    ids.add(id);
    if (wanted !== undefined && !wanted.has(id)) continue;
    const began = performance.now();
    let failure;
    try {
      for (const within of suitesAbove(test.suite)) {
        used.add(within);
        if (all) counters.perTest[`${file}#`] = within.covered ??= {};
        stryker.currentTestId = `${file}#`;
        within.ready ??= (async () => {
          for (const prepare of within.before) await prepare();
        })();
        await within.ready;
        if (all) add(counters.perTest, id, within.covered);
      }
      stryker.currentTestId = id;
      await test.told();
    } catch (error) {
      failure = failed(error);
    }
    stryker.currentTestId = undefined;
    if (all) add(counters.perTest, id, shared);
    outcomes.push({ id, failure, ms: performance.now() - began });
    if (failure !== undefined && !all) break;
  }
  delete counters.perTest[`${file}#`];
  for (const { after } of used) for (const tidy of after) await tidy();
  return outcomes;
}

function add(perTest, id, covered) {
  perTest[id] ??= {};
  for (const [change, times] of Object.entries(covered)) {
    perTest[id][change] = (perTest[id][change] ?? 0) + times;
  }
}
function testsOf({ tests, suites }) {
  return [...tests, ...suites.flatMap(testsOf)];
}
function suitesAbove(within) {
  return within === undefined ? [] : [...suitesAbove(within.above), within];
}

/** A function that evaluates a file of tests with all it imports of this project; packages are loaded once. */
async function bundled(file) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: process.cwd(),
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    charset: 'utf8',
    logLevel: 'error',
    plugins: [{ name: 'where', setup: (esbuild) => esbuild.onLoad({ filter: /\.ts$/ }, where) }],
  });
  const packages = new Map([['vitest', shim]]);
  for (const { imports } of Object.values(metafile.inputs)) {
    for (const { path, external } of imports) {
      if (!external || packages.has(path)) continue;
      const json = path.endsWith('.json') ? { with: { type: 'json' } } : undefined;
      packages.set(path, await import(path, json));
    }
  }
  // Packages as `import` gives them, not as `require` would.
  const code = outputFiles[0].text.replaceAll(
    /__toESM\(require\(("[^"]+")\)(?:, 1)?\)/g,
    'require($1)',
  );
  const script = new vm.Script(`(function(require, module, exports, __stage) {${code}\n})`, {
    filename: resolve(file),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return (collecting) => {
    const module = { exports: {} };
    script.runInThisContext()(
      (name) => packages.get(name),
      module,
      module.exports,
      (isTest) => {
        if (isTest) collecting();
        else stryker.currentTestId = undefined;
      },
    );
  };
}

function where({ path }) {
  const isTest = relative('.', path).startsWith('test');
  const text = readFileSync(path, 'utf8')
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
  return { contents: `__stage(${isTest});${text}`, loader: 'ts' };
}
