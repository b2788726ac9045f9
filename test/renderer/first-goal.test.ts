import { describe, expect, test } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { firstGoal } from '../../src-renderer/pages/activity/first-goal.ts';

const table = (ids: readonly string[], rows: readonly (readonly string[])[]): TableResult => ({
  kind: 'table',
  columns: ids.map((id) => ({ id, label: id, type: 'text' })),
  rows: rows.map((cells) => ({ key: cells.join(), cells: [...cells], people: 20 })),
  total: rows.length,
  n: rows.length,
  people: 20,
});
const events = (...rows: [event: string, kind: string][]) => table(['event', 'kind'], rows);
const pages = (...paths: string[]) =>
  table(
    ['page', 'page-title'],
    paths.map((path) => [path, '']),
  );

describe('what counts as success until somebody chooses', () => {
  test('the first goal of the owner, whatever the data has', () => {
    expect(firstGoal(['/signup'], events(['Order', 'purchase']), pages('/thank-you')).goal).toBe('/signup');
  });
  test('purchases, where the data names them', () => {
    expect(firstGoal([], events(['Quiz', 'custom'], ['Order', 'purchase']), pages('/thank-you'))).toEqual({
      goal: '',
      why: '',
    });
  });
  test.each([
    '/thank-you',
    '/checkout/order-received/',
    '/shop/thankyou.html',
    '/checkout/onepage/success',
    '/danke',
    '/bestellbestaetigung',
    '/merci',
    '/gracias.php',
  ])('else the page that thanks for an order: %s', (path) => {
    const found = firstGoal([], events(['Quiz', 'custom']), pages('/', '/tea/thanksgiving-blend', path));
    expect(found.goal).toBe(path);
    expect(found.why).not.toBe('');
  });
  test('else the step nearest to a purchase, before other events', () => {
    const found = events(['Quiz', 'custom'], ['Added to cart', 'cart'], ['Checkout begun', 'checkout']);
    expect(firstGoal([], found, pages('/', '/thanksgiving')).goal).toBe('Checkout begun');
    expect(firstGoal([], events(['Quiz', 'custom'], ['Song', 'custom']), pages('/')).goal).toBe('Quiz');
  });
  test('what goes by its page is no goal: looking at the page would count', () => {
    expect(firstGoal([], events(['/shop/mug', 'cart'], ['/login', 'custom']), pages('/shop/mug')).goal).toBe('');
    expect(firstGoal([], events(['/login', 'custom'], ['/list.pdf', 'download']), pages('/')).goal).toBe('/list.pdf');
  });
  test('without anything it stays a purchase', () => {
    expect(firstGoal([], undefined, undefined)).toEqual({ goal: '', why: '' });
  });
});
