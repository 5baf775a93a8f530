import { type ParseError, parse, printParseErrorCode, visit } from 'jsonc-parser';
import type { z } from 'zod';
import type { Disagreement } from '../model/verification.js';

/** The first things that are wrong with the shape of a value; more would not help. */
const mostIssues = 5;

/** A JSON file as a value of the schema's type, or what is wrong with it and where. */
export function readJson<Value>(
  file: string,
  bytes: Uint8Array,
  schema: z.ZodType<Value>,
): { readonly value: Value } | { readonly faults: readonly Disagreement[] } {
  try {
    return checked(file, new TextDecoder().decode(bytes), schema);
  } catch (error) {
    // The stack is used up by what is nested in itself a few thousand times.
    if (error instanceof RangeError) return { faults: [{ file, what: 'is nested too deeply' }] };
    throw error;
  }
}

function checked<Value>(
  file: string,
  text: string,
  schema: z.ZodType<Value>,
): { readonly value: Value } | { readonly faults: readonly Disagreement[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { faults: [{ file, ...syntaxFault(text) }] };
    throw error;
  }
  const parsed = schema.safeParse(json);
  const twice = keyTwice(text);
  if (twice !== undefined) {
    const what = 'stands there twice, and readers differ in which they take';
    return { faults: [{ file, column: twice, what }] };
  }
  if (parsed.success) return { value: parsed.data };
  return {
    faults: parsed.error.issues.slice(0, mostIssues).map(({ path, message }) => ({
      file,
      ...(path.length > 0 && { column: placeOf(path) }),
      what: message,
    })),
  };
}

/** A key that one object has twice, of which JSON's parser keeps the last without a word. */
function keyTwice(text: string): string | undefined {
  const open: Set<string>[] = [];
  let twice: string | undefined;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectProperty: (key) => {
      const keys = open.at(-1);
      if (keys?.has(key)) twice ??= key;
      keys?.add(key);
    },
    onObjectEnd: () => void open.pop(),
  });
  return twice;
}

/** Where JSON breaks off, which its own parser does not always say. */
function syntaxFault(text: string): Pick<Disagreement, 'row' | 'column' | 'what'> {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first === undefined) return { what: 'is no JSON' };
  const before = text.slice(0, first.offset).split('\n');
  const reason = printParseErrorCode(first.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return {
    row: before.length,
    column: `character ${(before.at(-1) ?? '').length + 1}`,
    what: `is no JSON (${reason})`,
  };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '');
}
