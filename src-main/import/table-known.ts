import type { MappedType } from '../../shared/contract/imports.ts';

/** An exporter whose columns are known outright. */
export interface KnownTable {
  id: string;
  /** For people: "Shopify orders". */
  title: string;
  type: MappedType;
  fields(names: readonly string[]): Map<string, number>;
}

/** Columns (plain names) that must be there, and the field each known column stands for, first present one wins. */
interface Recipe {
  id: string;
  title: string;
  type: MappedType;
  needs: readonly string[];
  fields: Readonly<Record<string, readonly string[]>>;
}

// Shapes: laplace-live/shopify-csv-converter, trollspank/shopify2woo, and the customer and analytics exports of both shops.
const RECIPES: readonly Recipe[] = [
  {
    id: 'shopify-orders',
    title: 'Shopify orders',
    type: 'order',
    needs: ['name', 'financial status', 'lineitem quantity', 'lineitem name', 'lineitem price', 'created at'],
    fields: {
      key: ['name'],
      at: ['created at'],
      email: ['email'],
      name: ['billing name'],
      phone: ['phone', 'billing phone'],
      item: ['lineitem name'],
      sku: ['lineitem sku'],
      quantity: ['lineitem quantity'],
      unitPrice: ['lineitem price'],
      total: ['total'],
      currency: ['currency'],
      status: ['financial status'],
    },
  },
  {
    id: 'shopify-customers',
    title: 'Shopify customers',
    type: 'order',
    needs: ['email', 'total spent', 'total orders', 'tags'],
    fields: { customer: ['customer id'], email: ['email'], phone: ['phone', 'default address phone'] },
  },
  {
    id: 'woocommerce-orders',
    title: 'WooCommerce orders',
    type: 'order',
    needs: ['date', 'order', 'n revenue', 'customer'],
    fields: {
      key: ['order'],
      at: ['date'],
      customer: ['customer'],
      item: ['product'],
      quantity: ['items sold'],
      total: ['n revenue'],
      status: ['status'],
    },
  },
];

/** The known exporter with these column names (in their plain form), or null. */
export function knownTable(names: readonly string[]): KnownTable | null {
  const recipe = RECIPES.find(({ needs }) => needs.every((name) => names.includes(name)));
  if (!recipe) return null;
  const { id, title, type, fields } = recipe;
  return {
    id,
    title,
    type,
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
