import { describe, expect, it } from 'vitest';
import { findOutside } from './strace-lines.ts';

const HARMLESS = `101 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP) = 18
101 connect(18, {sa_family=AF_INET, sin_port=htons(40123), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)
101 connect(19, {sa_family=AF_INET6, sin6_port=htons(40123), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0
102 connect(20, {sa_family=AF_INET6, sin6_port=htons(9), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::ffff:127.0.0.1", &sin6_addr), sin6_scope_id=0}, 28) = 0
102 connect(21, {sa_family=AF_UNIX, sun_path="/tmp/some.sock"}, 110 <unfinished ...>
102 <... connect resumed>) = 0
103 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 22
103 sendto(22, ""..., 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20
103 connect(23, {sa_family=AF_UNSPEC, sa_data=""...}, 16) = 0
[pid   104] sendto(24, ""..., 100, MSG_NOSIGNAL, NULL, 0) = 100
104 +++ exited with 0 +++`;

const planted = (line: string) => findOutside(`${HARMLESS}\n${line}\n${HARMLESS}`).outside;

describe('reading a trace', () => {
  it('finds nothing wrong with calls that stay here, and counts them', () => {
    expect(findOutside(HARMLESS)).toEqual({ calls: 9, outside: [] });
    expect(findOutside('')).toEqual({ calls: 0, outside: [] });
  });

  it.each([
    [
      '101 connect(20, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("203.0.113.9")}, 16) = -1 EINPROGRESS (Operation now in progress)',
      'connect: 203.0.113.9 port 443',
    ],
    [
      '[pid 7] connect(20, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("203.0.113.9")}, 16 <unfinished ...>',
      'connect: 203.0.113.9 port 443',
    ],
    [
      '101 connect(20, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (Network is unreachable)',
      'connect: 2001:db8::1 port 80',
    ],
    [
      'connect(20, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.168.1.20")}, 16) = 0',
      'connect: 192.168.1.20 port 80',
    ],
    [
      '101 connect(20, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0',
      'connect: 0.0.0.0 port 0',
    ],
    [
      '101 sendto(20, ""..., 4, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("198.51.100.4")}, 16) = 4',
      'sendto: 198.51.100.4 port 9',
    ],
    [
      '101 sendmsg(24, {msg_name={sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.7")}, msg_namelen=16, msg_iov=[{iov_base=""..., iov_len=6}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 6',
      'sendmsg: 192.0.2.7 port 9',
    ],
    [
      '101 <... sendmmsg resumed>[{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(5353), sin_addr=inet_addr("224.0.0.251")}, msg_namelen=16}, msg_len=33}], 1, MSG_NOSIGNAL) = 1',
      'sendmmsg: 224.0.0.251 port 5353',
    ],
    [
      '101 connect(22, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0',
      'connect: name look-up at 127.0.0.53',
    ],
    [
      '101 connect(22, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)',
      'connect: name look-up at /var/run/nscd/socket',
    ],
    [
      '101 connect(22, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0',
      'connect: name look-up at /run/systemd/resolve/io.systemd.Resolve',
    ],
    ['101 connect(22, {sa_family=AF_VSOCK, svm_cid=0x2, svm_port=0x1}, 16) = 0', 'connect: address of family AF_VSOCK'],
    ['101 socket(AF_INET, SOCK_RAW|SOCK_CLOEXEC, IPPROTO_ICMP) = 4', 'socket: raw network access'],
    ['101 socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL)) = 4', 'socket: raw network access'],
  ])('finds a planted %s', (line, found) => {
    expect(planted(line)).toEqual([found]);
  });
});
