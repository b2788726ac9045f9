import { createContext, useContext } from 'react';
import type { Api } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** The Api in use; set once by the app, replaced in tests. */
export const ApiContext = createContext<Api | null>(null);

/** The Api of the surrounding provider. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new AppError('internal', { missing: 'api' });
  return api;
}
