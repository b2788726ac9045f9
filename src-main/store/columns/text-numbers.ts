/** Gives texts numbers in the order in which they come; '' is 0. At most `most` of them: the rest is taken as ''. */
export class TextNumbers {
  readonly texts: string[] = [''];
  readonly #known = new Map([['', 0]]);
  readonly #most: number;

  constructor(most = 2 ** 32 - 1) {
    this.#most = most;
  }

  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.texts.length > this.#most) return 0;
    this.#known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
