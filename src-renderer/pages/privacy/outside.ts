// By scheme and host, because schemes of one's own (Electron) all have the origin "null".
const homeOf = (address: string): string => {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

/** Addresses among those loaded that are not of this page's own host; data and blob addresses hold their content themselves. */
export const outsideOf = (addresses: readonly string[], page: string): string[] =>
  addresses.filter((address) => {
    if (/^(?:data|blob):/i.test(address)) return false;
    return !URL.canParse(address) || homeOf(address) !== homeOf(page);
  });
