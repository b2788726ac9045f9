/** What a line lab is given: the text of its one input, the paths as they were written, and its parameters. */
export interface LabInput {
  /** Whole input as text in UTF-8. */
  text(): string;
  /** Files as given on the command line; `-` is standard input. */
  paths: readonly string[];
  /** Options as given; lists for those that may be given more than once. */
  params: Record<string, unknown>;
  zone: string;
}

/** An option of a lab, on the command line `--name VALUE`. */
export interface LabOption {
  type: 'string' | 'boolean';
  multiple?: boolean;
  help: string;
}

/** A lab command that answers in lines, one JSON object each, about lines of text, about files or about people. */
export interface LineLab {
  id: string;
  title: string;
  question: string;
  /** What stands behind the name on the command line; `FILE|-` by default. */
  takes?: string;
  /** Named columns of a table, by field. */
  columns?: Readonly<Record<string, readonly string[]>>;
  options?: Readonly<Record<string, LabOption>>;
  /** What the lines say, in words. */
  output?: string;
  run(input: LabInput): AsyncIterable<Record<string, unknown>>;
}
