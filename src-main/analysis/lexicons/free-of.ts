/** What things are free of: "gluten free" says what they are made of, not that they are free or good. Written down by hand. */
export const FREE_OF: ReadonlySet<string> = new Set(
  'gluten dairy sugar lactose nut nuts peanut egg eggs meat wheat soy soya alcohol caffeine fat oil salt carb yeast grain cruelty plastic smoke chemical fragrance perfume scent paraben parabens sulphate sulfate silicone latex bpa gmo allergen additive preservative lead nickel acid pesticide duty tax gas rust lint'.split(
    ' ',
  ),
);
