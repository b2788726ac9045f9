import { createContext, useContext } from 'react';

/** How numbers, dates and money are written; from the settings of the workspace. */
export interface Locale {
  /** BCP-47 */
  locale: string;
  /** IANA zone of the business. */
  zone: string;
  /** ISO 4217 of the store's main currency; '' while unknown. */
  currency: string;
  /** Names of people are invented, for screenshots. */
  demo?: boolean;
}

/** Provided once by the app. */
export const LocaleContext = createContext<Locale>({ locale: 'en-GB', zone: 'UTC', currency: '' });

/** The locale of the workspace. */
export const useLocale = (): Locale => useContext(LocaleContext);
