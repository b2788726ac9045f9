import { labAgent } from './lab-agent.ts';
import { labReferrer } from './lab-referrer.ts';

/** What a line lab is given: the text of its one input, the paths as they were written, and its parameters. */
export interface LabInput {
  /** Whole input as text in UTF-8. */
  text(): string;
  /** Files as given on the command line; `-` is standard input. */
  paths: readonly string[];
  params: Record<string, unknown>;
  zone: string;
}

/** A lab command that answers in lines, one JSON object each, about lines of text or about files. */
export interface LineLab {
  id: string;
  title: string;
  question: string;
  run(input: LabInput): AsyncIterable<Record<string, unknown>>;
}

/** Every line lab. */
export const LINE_LABS: readonly LineLab[] = [labAgent, labReferrer];
