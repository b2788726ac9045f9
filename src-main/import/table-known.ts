import { RECIPES, type Recipe } from './table-recipes.ts';

/** An exporter whose columns are known outright. */
export interface KnownTable
  extends Pick<Recipe, 'id' | 'title' | 'type' | 'scope' | 'zone' | 'perLine' | 'escaped' | 'part'> {
  fields(names: readonly string[]): Map<string, number>;
}

/** The known exporter with these column names (in their plain form), or null. */
export function knownTable(names: readonly string[]): KnownTable | null {
  const recipe = RECIPES.find(({ needs }) => needs.every((name) => names.includes(name)));
  if (!recipe) return null;
  const { fields, needs: _, ...about } = recipe;
  return {
    ...about,
    fields: (present) => {
      const found = new Map<string, number>();
      for (const [field, wanted] of Object.entries(fields)) {
        const name = wanted.find((entry) => present.includes(entry));
        if (name !== undefined) found.set(field, present.indexOf(name));
      }
      return found;
    },
  };
}
