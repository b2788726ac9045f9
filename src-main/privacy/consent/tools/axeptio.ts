import { byService, type ConsentTool, objectIn } from './tool.ts';

/**
 * Axeptio: `axeptio_cookies`, JSON with a state for each service and signs of its own (`$$completed`: whether there is an answer), and
 * `axeptio_authorized_vendors`, those agreed to between commas: empty both before an answer and after a no to all.
 */
export const axeptio: ConsentTool = {
  format: 'axeptio',
  name: /^axeptio_(?:cookies|authorized_vendors)$/,
  read: (value, name) => {
    if (name !== 'axeptio_cookies')
      return byService(
        value
          .split(',')
          .filter((service) => service.trim() !== '')
          .map((service) => [service.trim(), true]),
      );
    const { $$completed, ...services } = objectIn(value);
    if ($$completed !== true) return {};
    return byService(Object.entries(services).filter((one): one is [string, boolean] => typeof one[1] === 'boolean'));
  },
};
