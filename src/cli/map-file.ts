import { encodingNamed } from '../inputs/csv/encodings.js';
import { type FileForm, givenForm } from '../inputs/csv/file-form.js';
import {
  byRole,
  type MappableFile,
  mappableFiles,
  type OptionalRole,
  optionalRoles,
} from '../inputs/csv/file-roles.js';
import { parseMappings } from '../inputs/csv/mapping.js';
import { takeStageWords } from '../inputs/csv/stage-mapping.js';
import { InputError } from '../model/input-problem.js';
import { fold } from '../model/table.js';
import { asProblem } from '../model/verification.js';
import { type MapJson, mapSchema, mapsOf } from '../reports/map-json.js';
import { readInput } from './files.js';
import type { FormsGiven } from './flags/forms.js';
import type { World } from './world.js';

/** The flags that a mapping file can stand for. */
type MappedFlags = { readonly [Role in OptionalRole & MappableFile]?: string | undefined } & {
  readonly map: readonly string[];
  readonly mapFile?: string | undefined;
  readonly forms: FormsGiven;
};

/**
 * The flags with what `--map-file` adds to them; what the command line says goes first.
 *
 * @param files the files that the command reads; what is said of others is passed over.
 * @throws InputError where the file cannot be read or is no mapping.
 */
export async function withMapFile<Flags extends MappedFlags>(
  world: World,
  flags: Flags,
  files: readonly MappableFile[] = filesOf(flags),
): Promise<Flags> {
  if (flags.mapFile === undefined) return flags;
  const json = await readMapFile(world, flags.mapFile);
  const mentioned: MapJson = {
    carve_map: 1,
    ...Object.fromEntries(files.map((file) => [file, json[file]])),
  };
  const stages = takeStageWords(flags.map);
  const given = parseMappings(stages.others).mappings;
  const saved = parseMappings(mapsOf(mentioned));
  if (saved.problems.length > 0) {
    const file = flags.mapFile;
    throw new InputError(saved.problems.map((problem) => ({ ...problem, file })));
  }
  const kept = saved.mappings.filter(
    ({ column, target }) =>
      !given.some((one) => one.column === column && (one.target ?? target) === target),
  );
  const { forms } = flags;
  return {
    ...flags,
    map: [
      ...kept.map(({ text }) => text),
      ...(files.includes('opportunities') ? stageMaps(json, stages.words) : []),
      ...flags.map,
    ],
    forms: {
      ...forms,
      ...byRole(mappableFiles, (file) => formOf(mentioned[file], forms[file])),
      others: formOf(mentioned.accounts, forms.others),
    },
  };
}

/** What a command maps where nothing else is said: all that it is given. */
function filesOf(flags: MappedFlags): readonly MappableFile[] {
  return mappableFiles.filter((file) => !isOptional(file) || flags[file] !== undefined);
}

function isOptional(file: MappableFile): file is OptionalRole & MappableFile {
  return optionalRoles.some((role) => role === file);
}

/** Values of `--map` that say what the file says of stages; words that the command line gives a meaning are left to it. */
function stageMaps({ stages = {} }: MapJson, given: ReadonlyMap<string, unknown>): string[] {
  return Object.entries(stages).flatMap(([meaning, words]) => {
    const kept = (words ?? []).filter((word) => !given.has(fold(word)));
    return kept.length === 0 ? [] : [`stage:${meaning}=${kept.join('|')}`];
  });
}

async function readMapFile(world: World, name: string): Promise<MapJson> {
  const reading = await readInput(world, name);
  if (reading.problem !== undefined) throw new InputError([reading.problem]);
  // Loaded here because most runs have no such file.
  const { readJson } = await import('../verification/read-json.js');
  const json = readJson(name, reading.file.bytes, mapSchema);
  const remedy = 'name a file that --save-map wrote; docs/files.md says what it may hold';
  if (!('value' in json)) {
    throw new InputError(json.faults.map((fault) => asProblem(fault, remedy)));
  }
  for (const file of mappableFiles) {
    const encoding = json.value[file]?.encoding;
    if (encoding === undefined || encodingNamed(encoding) !== undefined) continue;
    const place = { file: name, column: `${file}.encoding` };
    throw new InputError([{ ...place, what: 'is no encoding', value: encoding, remedy }]);
  }
  return json.value;
}

/** What the mapping file says, unless the command line says it. */
function formOf(saved: MapJson['accounts'], given: FileForm | undefined): FileForm {
  const { encoding, ...form } = saved ?? {};
  return {
    ...givenForm({ ...form, encoding: encoding && encodingNamed(encoding) }),
    ...givenForm(given),
  };
}
