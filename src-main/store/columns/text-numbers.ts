/** Gives texts numbers in the order in which they come, behind those that are known already; '' is 0. At most `most` of them: the rest is taken as ''. */
export class TextNumbers {
  readonly texts: string[];
  readonly #known: Map<string, number>;
  readonly #most: number;

  /** `known`: texts by their numbers, '' first. */
  constructor(most = 2 ** 32 - 1, known: readonly string[] = ['']) {
    this.#most = most;
    this.texts = [...known];
    this.#known = new Map(known.map((text, number) => [text, number]));
  }

  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.texts.length > this.#most) return 0;
    this.#known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
