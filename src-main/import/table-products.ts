import type { ProductRow } from '../../shared/model.ts';
import { currencyCode, parseNumber } from './numbers.ts';
import { type Cells, type Recorder, reject, type TableSink } from './table-cells.ts';
import { isBlank, type TableRow } from './table-rows.ts';

const OFF = /^(draft|archived|inactive|unlisted|false|no|nein|non|n|0|-1|private|pending|trash|hidden|disabled)$/i;
/** What Shopify writes for a product that has no variants. */
const NO_VARIANT = 'Default Title';

/** What shops write where there is no one figure: "N/A", "–", "variable", "unlimited". */
const NO_FIGURE = /^(?:n\/?a|[-–—]|\p{L}+)$/iu;

interface Product {
  key: string;
  name: string;
  category: string;
  active: boolean;
}

const VARIANTS = ['variant', 'variant2', 'variant3'] as const;

/** What a row adds to its product; undefined where a figure cannot be read, which is reported. */
function figuresOf(
  cells: Cells,
  row: TableRow,
  sink: TableSink,
): { price: number | null; stock: number | null } | undefined {
  const values: (number | null)[] = [];
  for (const field of ['salePrice', 'price', 'stock']) {
    const text = cells.text(row, field);
    const value = text === '' ? null : parseNumber(text, cells.mapping.decimal);
    if (text !== '' && value === null && !NO_FIGURE.test(text)) {
      reject(sink, 'bad-number', row.line, field);
      return undefined;
    }
    values.push(value);
  }
  const [reduced = null, price = null, stock = null] = values;
  return { price: reduced ?? price, stock };
}

/** Rows of a catalogue → products. A row without a name is a variant of the product above it with the same key. */
export function productRecorder(cells: Cells): Recorder {
  const { mapping } = cells;
  const scope = mapping.scope || 'shop';
  let above: Product | null = null;

  const productOf = (row: TableRow): Product | null => {
    const key = cells.short(row, 'key');
    const name = cells.short(row, 'name');
    if (name === '' && above && key !== '' && key === above.key) return above;
    if (name === '' && key === '' && cells.text(row, 'sku') === '') return null;
    const state = cells.text(row, 'active');
    return { key, name, category: cells.short(row, 'category'), active: !OFF.test(state) };
  };

  return {
    add(row, sink) {
      if (isBlank(row) || !cells.accepts(row, sink)) return;
      const product = productOf(row);
      if (!product) return reject(sink, 'missing-field', row.line, 'name');
      const isMore = product === above;
      above = product;
      const variants = VARIANTS.map((field) => cells.short(row, field)).filter(
        (value) => value !== '' && value !== NO_VARIANT,
      );
      const sku = cells.short(row, 'sku');
      const figures = figuresOf(cells, row, sink);
      if (!figures) return;
      // Further pictures of the same product stand on rows of their own.
      if (isMore && variants.length === 0 && sku === '' && figures.price === null) {
        sink.skipped++;
        return;
      }
      const variant = variants.join(' / ');
      const name = product.name || sku || product.key;
      const made: ProductRow = {
        type: 'product',
        line: row.line,
        scope,
        key: [product.key || sku || name, ...(variant === '' ? [] : [variant])].join(' · '),
        // As the lines of Shopify's orders call it.
        name: variant === '' ? name : `${name} - ${variant}`,
        sku,
        category: product.category,
        price: figures.price,
        currency: currencyCode(cells.text(row, 'currency')) || mapping.currency,
        stock: figures.stock,
        active: product.active,
      };
      sink.rows.push(made);
    },
    finish() {},
  };
}
