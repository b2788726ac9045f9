/** Yields what each step means, and ends it where it is left early; answers what it answers. */
export function* sharesOf<S, R>(steps: Generator<S, R>, share: (step: S) => number): Generator<number, R> {
  let step = steps.next();
  try {
    for (; !step.done; step = steps.next()) yield share(step.value);
    return step.value;
  } finally {
    if (!step.done) steps.return(undefined as never);
  }
}
