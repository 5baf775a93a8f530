import { byId, make } from './element.js';

/** What the reader chose; '' is all. */
export interface Choice {
  readonly search: string;
  /** A holder's index, or '' . */
  readonly rep: string;
  readonly manager: string;
  readonly change: string;
}

/** The fields above the account table. */
export interface Controls {
  readonly chosen: () => Choice;
  readonly choose: (choice: Partial<Choice>) => void;
  readonly onChange: (act: () => void) => void;
  readonly focus: () => void;
}

/** Undefined where the page has no such fields. */
export function controls(
  holders: readonly string[],
  managers: readonly string[],
  changes: readonly string[],
): Controls | undefined {
  const search = byId('search', HTMLInputElement);
  const rep = byId('of-rep', HTMLSelectElement);
  const manager = byId('of-manager', HTMLSelectElement);
  const change = byId('of-change', HTMLSelectElement);
  if (!search || !rep || !manager || !change) return undefined;
  // Reps may share a name, so they are chosen by number.
  options(
    rep,
    [...holders.entries()].map(([index, name]) => [String(index), name]),
  );
  options(manager, named(new Set(managers)));
  options(change, named(new Set(changes)));
  return {
    chosen: () => ({
      search: search.value,
      rep: rep.value,
      manager: manager.value,
      change: change.value,
    }),
    choose: (choice) => {
      search.value = choice.search ?? '';
      rep.value = choice.rep ?? '';
      manager.value = choice.manager ?? '';
      change.value = choice.change ?? '';
    },
    onChange: (act) => {
      for (const field of [search, rep, manager, change]) field.addEventListener('input', act);
      search.form?.addEventListener('submit', (event) => event.preventDefault());
    },
    focus: () => rep.focus(),
  };
}

function named(names: ReadonlySet<string>): [string, string][] {
  return [...names].filter((name) => name !== '').map((name) => [name, name]);
}

function options(select: HTMLSelectElement, choices: readonly (readonly [string, string])[]): void {
  select.append(
    ...choices.map(([value, name]) => {
      const option = make('option', name);
      option.value = value;
      return option;
    }),
  );
}
