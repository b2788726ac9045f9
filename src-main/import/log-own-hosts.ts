/** Share of the votes from which a host counts as the log's own, and the fewest votes that say anything. */
const SHARE = 0.2;
const FEWEST = 3;
const MAX_HOSTS = 10_000;

/**
 * Finds the host names of the site that wrote a log. Combined logs do not name them, but the pictures and styles of
 * a page are asked for with that page as referrer, and pages show hardly any others; and some logs begin each line
 * with the name. Needed to tell internal clicks from visits that come from elsewhere.
 */
export class OwnHosts {
  readonly #votes = new Map<string, number>();
  readonly #names = new Map<string, number>();
  #embeddedVotes = 0;
  #nameVotes = 0;

  /** Page elements were asked for by pages of this host. */
  embedded(host: string, times = 1): void {
    if (host === '') return;
    this.#embeddedVotes += times;
    add(this.#votes, host, times);
  }

  /** A line began with this name (bytes[start, end), with or without a port). */
  served(bytes: Buffer, start: number, end: number): void {
    this.servedBy(bytes.toString('latin1', start, end).toLowerCase().replace(/:\d+$/, ''));
  }

  /** A line named this site, in lower case and without a port. */
  servedBy(host: string): void {
    this.#nameVotes++;
    add(this.#names, host);
  }

  /** The hosts as far as is known, each also with or without `www.`. */
  list(): string[] {
    const found = new Set<string>();
    for (const [votes, total] of [[this.#votes, this.#embeddedVotes] as const, [this.#names, this.#nameVotes] as const])
      for (const [host, count] of votes)
        if (count >= FEWEST && count >= total * SHARE) {
          const bare = host.replace(/^www\./, '');
          found.add(bare).add(`www.${bare}`);
        }
    return [...found].sort();
  }
}

function add(votes: Map<string, number>, host: string, times = 1): void {
  const count = votes.get(host);
  if (count !== undefined) votes.set(host, count + times);
  else if (votes.size < MAX_HOSTS) votes.set(host, times);
}
