/**
 * Where in the program an error came from, as frames with base names of files only: never its message, which may quote what
 * stood in a file, and no folder of this computer. Empty where the message cannot be told from the frames.
 */
export function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  if (at < 0) return [];
  return stack
    .slice(at + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.replace(/\(?(?:file:\/\/)?[^\s()]*[\\/]([^\\/\s()]+:\d+:\d+)\)?/, '($1)'));
}

const FAILED = 70;

/**
 * Has a program end without leaving what it worked on: an error that nobody caught is told by name and place, and Node
 * writes no diagnostic report of it, whatever its options say. Reports hold messages and stacks of errors.
 * https://nodejs.org/api/report.html
 */
export function endQuietly(program: NodeJS.Process): void {
  const { report } = program;
  if (report) {
    report.reportOnUncaughtException = false;
    report.reportOnFatalError = false;
    report.reportOnSignal = false;
  }
  program.on('uncaughtException', (thrown: unknown) => {
    const lines = thrown instanceof Error ? [thrown.constructor.name, ...framesOf(thrown)] : [typeof thrown];
    program.stderr.write(`Inglenook ended by an error of its own: ${lines.join('\n')}\n`);
    program.exit(FAILED);
  });
}
