/** What `make` gives, made when it is first asked for: what few runs need costs none of them time at the start. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
