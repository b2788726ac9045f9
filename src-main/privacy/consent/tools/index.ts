import { axeptio } from './axeptio.ts';
import { borlabs } from './borlabs.ts';
import { didomi } from './didomi.ts';
import { iubenda } from './iubenda.ts';
import { klaro } from './klaro.ts';
import type { ConsentTool } from './tool.ts';
import { trustarc } from './trustarc.ts';
import { usercentrics } from './usercentrics.ts';

/** Consent tools with a form of their own, one file each. Quantcast (InMobi) keeps a TC string alone; Osano's cookie is enciphered. */
export const CONSENT_TOOLS: readonly ConsentTool[] = [usercentrics, didomi, klaro, axeptio, borlabs, trustarc, iubenda];
