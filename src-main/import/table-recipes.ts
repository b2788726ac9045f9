import type { MappedType } from '../../shared/contract/imports.ts';

/** Columns (plain names) that must be there, and the field each known column stands for, first present one wins. */
export interface Recipe {
  id: string;
  /** For people: "Shopify orders". */
  title: string;
  type: MappedType;
  needs: readonly string[];
  fields: Readonly<Record<string, readonly string[]>>;
  /** Shop or network in which its numbers are unique; left out = whatever the mapping says. */
  scope?: string;
  /** Zone of its dates, where the exporter always writes the same one. */
  zone?: string;
  /** Its total belongs to one line, not to the whole order. */
  perLine?: boolean;
  /** What of its orders the file holds, where another file of the shop holds the rest. */
  part?: 'items' | 'head' | 'payment';
  /** Names of items are escaped as in HTML. */
  escaped?: boolean;
}

// Shapes: laplace-live/shopify-csv-converter, trollspank/shopify2woo, and the exports of the shops as design/formats.md has them.
const SHOPIFY: readonly Recipe[] = [
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
      refunded: ['refunded amount'],
      currency: ['currency'],
      status: ['financial status'],
      channel: ['source'],
      ref: ['payment id', 'payment reference'],
    },
  },
  {
    id: 'shopify-customers',
    title: 'Shopify customers',
    type: 'person',
    needs: ['email', 'total spent', 'total orders', 'tags'],
    fields: {
      customer: ['customer id'],
      email: ['email'],
      phone: ['phone', 'default address phone'],
      country: ['default address country code', 'country code'],
      consent: ['accepts email marketing', 'accepts marketing'],
      consentSms: ['accepts sms marketing'],
      consentWhatsapp: ['accepts whats app marketing', 'accepts whatsapp marketing'],
    },
  },
  {
    id: 'shopify-products',
    title: 'Shopify products',
    type: 'product',
    needs: ['handle', 'title', 'option1 value', 'variant price'],
    fields: {
      key: ['handle'],
      name: ['title'],
      variant: ['option1 value'],
      variant2: ['option2 value'],
      variant3: ['option3 value'],
      sku: ['variant sku'],
      category: ['type', 'product category'],
      price: ['variant price'],
      stock: ['variant inventory qty'],
      active: ['status', 'published'],
    },
  },
  {
    // The header since 2025.
    id: 'shopify-products',
    title: 'Shopify products',
    type: 'product',
    needs: ['url handle', 'title', 'option1 value', 'price'],
    fields: {
      key: ['url handle'],
      name: ['title'],
      variant: ['option1 value'],
      variant2: ['option2 value'],
      variant3: ['option3 value'],
      sku: ['sku'],
      category: ['type', 'product category'],
      price: ['price'],
      stock: ['inventory quantity'],
      active: ['status', 'published on online store'],
    },
  },
];

const WOOCOMMERCE: readonly Recipe[] = [
  {
    id: 'woocommerce-orders',
    title: 'WooCommerce orders',
    type: 'order',
    needs: ['date', 'order', 'n revenue', 'customer'],
    fields: {
      key: ['order'],
      at: ['date'],
      name: ['customer'],
      item: ['product', 'products'],
      quantity: ['items sold'],
      total: ['n revenue'],
      status: ['status'],
    },
  },
  {
    id: 'woocommerce-products',
    title: 'WooCommerce products',
    type: 'product',
    needs: ['type', 'sku', 'name', 'published', 'regular price', 'categories'],
    fields: {
      key: ['id'],
      name: ['name'],
      sku: ['sku'],
      category: ['categories'],
      price: ['regular price'],
      salePrice: ['sale price'],
      stock: ['stock'],
      active: ['published'],
    },
  },
  {
    // The report of WooCommerce Analytics: what sold, without prices.
    id: 'woocommerce-product-report',
    title: 'WooCommerce product report',
    type: 'product',
    needs: ['product title', 'sku', 'items sold', 'n revenue', 'category'],
    fields: { name: ['product title'], sku: ['sku'], category: ['category'], stock: ['stock'] },
  },
];

const STRIPE: readonly Recipe[] = [
  {
    id: 'stripe-payments',
    title: 'Stripe payments',
    type: 'order',
    needs: ['id', 'amount', 'amount refunded', 'currency', 'status'],
    scope: 'stripe',
    part: 'payment',
    // "Created date (UTC)" loses its brackets in the plain name; the column is never in anything else.
    zone: 'UTC',
    fields: {
      key: ['id'],
      at: ['created date', 'created'],
      customer: ['customer id'],
      email: ['customer email'],
      total: ['amount'],
      refunded: ['amount refunded'],
      currency: ['currency'],
      status: ['status'],
      // Metadata, as the plug-ins of shops call it.
      ref: ['order id', 'order number', 'order', 'shopify order id', 'woocommerce order id'],
    },
  },
];

const SQUARE: readonly Recipe[] = [
  {
    id: 'square-items',
    title: 'Square items',
    type: 'order',
    needs: ['date', 'time', 'item', 'qty', 'gross sales', 'net sales', 'transaction id'],
    scope: 'square',
    perLine: true,
    part: 'items',
    fields: {
      key: ['transaction id'],
      at: ['date'],
      time: ['time'],
      zone: ['time zone'],
      customer: ['customer id'],
      item: ['item'],
      sku: ['sku'],
      quantity: ['qty'],
      total: ['net sales'],
      status: ['event type'],
    },
  },
  {
    id: 'square-transactions',
    title: 'Square transactions',
    type: 'order',
    needs: ['date', 'time', 'gross sales', 'net sales', 'total collected', 'transaction id'],
    scope: 'square',
    part: 'head',
    fields: {
      key: ['transaction id'],
      at: ['date'],
      time: ['time'],
      zone: ['time zone'],
      customer: ['customer id'],
      total: ['total collected'],
      refunded: ['partial refunds'],
      status: ['event type'],
      channel: ['source'],
    },
  },
];

const ETSY: readonly Recipe[] = [
  {
    id: 'etsy-orders',
    title: 'Etsy sold orders',
    type: 'order',
    needs: ['sale date', 'order id', 'number of items', 'order value', 'order total'],
    scope: 'etsy',
    part: 'head',
    fields: {
      key: ['order id'],
      at: ['sale date'],
      customer: ['buyer user id', 'buyer'],
      quantity: ['number of items'],
      total: ['order total'],
      currency: ['currency'],
      status: ['status'],
    },
  },
  {
    id: 'etsy-order-items',
    title: 'Etsy order items',
    type: 'order',
    needs: ['sale date', 'item name', 'quantity', 'price', 'item total', 'order id'],
    scope: 'etsy',
    perLine: true,
    part: 'items',
    escaped: true,
    fields: {
      key: ['order id'],
      at: ['sale date'],
      customer: ['buyer'],
      item: ['item name'],
      sku: ['sku'],
      quantity: ['quantity'],
      unitPrice: ['price'],
      total: ['item total'],
      currency: ['currency'],
    },
  },
];

/** Every exporter whose columns are known outright. The first whose needed columns are all there counts. */
export const RECIPES: readonly Recipe[] = [...SHOPIFY, ...WOOCOMMERCE, ...STRIPE, ...SQUARE, ...ETSY];
