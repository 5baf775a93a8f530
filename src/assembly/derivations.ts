import { CircularColumn } from '../rules/column-source.js';

/** Values worked out once, when first asked for; a value that needs itself is caught. */
export class Derivations {
  private readonly underway: string[] = [];

  /** A function that computes the value on its first call and remembers it. */
  once<T>(name: string, compute: () => T): () => T {
    let value: { readonly is: T } | undefined;
    return () => {
      if (value !== undefined) return value.is;
      if (this.underway.includes(name)) {
        throw new CircularColumn([...this.underway.slice(this.underway.indexOf(name)), name]);
      }
      this.underway.push(name);
      try {
        value = { is: compute() };
        return value.is;
      } finally {
        this.underway.pop();
      }
    };
  }
}
