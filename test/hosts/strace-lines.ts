/** What a trace of network calls says. */
export interface TraceFindings {
  /** Network calls of any kind. */
  calls: number;
  /** Calls that reach, or try to reach, beyond this computer or ask for a name; in words, without contents. */
  outside: string[];
}

const CALL = /^(?:\[pid\s+\d+\]\s+|\d+\s+)?(?:<\.\.\. )?(socket|connect|sendto|sendmsg|sendmmsg)(?:\(| resumed>)/;
const INET = /sa_family=AF_INET, sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]*)"\)/g;
const INET6 = /sa_family=AF_INET6, sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, "([^"]*)"/g;
const UNIX = /sa_family=AF_UNIX, sun_path=@?"([^"]*)"/g;
const FAMILY = /sa_family=(AF_\w+|0x[0-9a-f]+|\d+)/g;
// The services a look-up of a name goes to before, or instead of, the network.
const NAME_SERVICE = /nscd|resolve|avahi|mdns/i;
// AF_UNSPEC only undoes a connection; AF_NETLINK asks the kernel about its own interfaces.
const LOCAL_FAMILIES = new Set(['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_UNSPEC', 'AF_NETLINK']);

const isLoopback = (address: string): boolean =>
  /^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1' || /^::ffff:127\.\d+\.\d+\.\d+$/i.test(address);

function judge(line: string, call: string): string[] {
  const found: string[] = [];
  for (const [, port = '', address = ''] of [...line.matchAll(INET), ...line.matchAll(INET6)]) {
    if (port === '53') found.push(`${call}: name look-up at ${address}`);
    else if (!isLoopback(address)) found.push(`${call}: ${address} port ${port}`);
  }
  for (const [, path = ''] of line.matchAll(UNIX)) {
    if (NAME_SERVICE.test(path)) found.push(`${call}: name look-up at ${path}`);
  }
  for (const [, family = ''] of line.matchAll(FAMILY)) {
    if (!LOCAL_FAMILIES.has(family)) found.push(`${call}: address of family ${family}`);
  }
  if (call === 'socket' && (/AF_PACKET/.test(line) || (/SOCK_RAW/.test(line) && !/AF_NETLINK/.test(line)))) {
    found.push('socket: raw network access');
  }
  return found;
}

/**
 * Reads the output of `strace -f -v -s 0 -e trace=socket,connect,sendto,sendmsg,sendmmsg`. Allowed are this computer's
 * own addresses and local sockets; a name look-up is never allowed, not even at a resolver on this computer.
 */
export function findOutside(trace: string): TraceFindings {
  let calls = 0;
  const outside: string[] = [];
  for (const line of trace.split('\n')) {
    const call = CALL.exec(line)?.[1];
    if (call === undefined) continue;
    if (!line.includes(' resumed>')) calls++;
    outside.push(...judge(line, call));
  }
  return { calls, outside };
}
