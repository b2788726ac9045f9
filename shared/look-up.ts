/** What a table says of a name that comes from a file or a caller: nothing of what every object has, such as `constructor`. */
export const lookUp = <V>(table: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
