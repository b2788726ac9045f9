/** Consent is to be asked for again after 13 months; cookies should not outlive it. In days. */
export const LONGEST_DAYS = 396;

/** Rules that what is kept in a browser without consent touches. */
export const EPRIVACY = ['ePrivacy Art. 5(3)', 'GDPR Art. 6(1)(a)', 'GDPR Art. 13(1)(e)'];

/** Names of cookies that tools for tracking set. */
export const TRACKING_COOKIE =
  /^(?:_ga|_gid|_gat|_gcl|_fbp|_fbc|_hj|_uet|_tt|_pin|_scid|ajs_|amp_|amplitude_id|mp_|hubspotutk|__hs|_pk_|_clck|_clsk|_li|__kla|_shopify_[ysd]|_rdt|_derived_epik|cto_|optimizely|_vwo|mtc_|__qca|IDE$|fr$|MUID)/;
