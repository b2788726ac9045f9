/** Careful reading of JSON whose shape changed over the years. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (value: unknown, key: string): JsonObject => {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
};

export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};

/** A string, '' where there is none. Numbers are taken only while they are exact: ids of 19 digits are not. */
export const textAt = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined;
  if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
  return typeof found === 'string' ? found : '';
};

/** A count that may be written as a string; 0 where there is none. */
export const countAt = (value: unknown, key: string): number => {
  const count = Number(textAt(value, key));
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
};
