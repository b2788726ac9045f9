import { Card } from '../../ui/Card.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Network } from './Network.tsx';

const BLOCKED = [
  {
    what: 'Requests of this window',
    how: 'The page may load nothing but its own files. No address outside this computer can be called, not even for a picture or a font.',
  },
  {
    what: 'Requests of the program',
    how: 'Only the part that serves this page can open a network door at all, and it opens it towards this computer (127.0.0.1) only. A rule of the build fails if any other part tries.',
  },
  {
    what: 'Updates, statistics, crash reports, spell check',
    how: 'Inglenook has none of them. There is no account, no key, no server of ours.',
  },
  {
    what: 'Other pages in your browser',
    how: 'They cannot read from Inglenook: the address must be exact, the request must come from this page, and it needs a key that is new at each start.',
  },
  {
    what: 'What leaves by your hand',
    how: 'Reports, audits, papers, the package for one person, backups: each is noted in the audit log, and reports pass the consent and small-group rules. A table you copy, or a picture you save, shows the plain counts of your screen and is not noted: to hand figures on, make a report.',
  },
];

const SYSTEMS = [
  {
    id: 'anywhere',
    label: 'Any computer',
    steps: [
      'Switch the network off: unplug the cable, turn off Wi-Fi.',
      'Use Inglenook for a day. Everything works, because nothing was ever asked of the network.',
    ],
    command: null,
  },
  {
    id: 'windows',
    label: 'Windows',
    steps: [
      'Press Start, type “Resource Monitor”, open it and choose “Network”.',
      'Under “TCP Connections” look for Inglenook (or node). Every remote address there is 127.0.0.1 or “Loopback”.',
      'To be certain for good: in “Windows Defender Firewall”, add an outbound rule that blocks the program.',
    ],
    command: 'Get-NetTCPConnection | Where-Object RemoteAddress -notin "127.0.0.1","::1","0.0.0.0","::"',
  },
  {
    id: 'mac',
    label: 'macOS',
    steps: [
      'Open “Activity Monitor” and choose “Network”. Sent and received bytes of Inglenook stay at zero, or count only what this window asks of the program beside it.',
      'Or list every connection in “Terminal” with the line below: each one goes to localhost.',
    ],
    command: 'lsof -nP -iTCP -iUDP | grep -i -E "inglenook|node"',
  },
  {
    id: 'linux',
    label: 'Linux',
    steps: [
      'List every connection with the first line: each one goes to 127.0.0.1.',
      'Or watch every attempt while you import a file: strace -f -e trace=network npx inglenook import FILE. What says AF_NETLINK or AF_UNIX asks your own system and goes nowhere. The project’s own tests do the same.',
    ],
    command: 'ss -tunap | grep -i -E "inglenook|node"',
  },
];

function Steps({ steps, command }: { steps: readonly string[]; command: string | null }) {
  return (
    <div className="stack">
      <ol className="stack tight steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {command && <code className="proof-command">{command}</code>}
    </div>
  );
}

/** "Nothing leaves this computer": what is blocked and where, and how to see it with the tools of the operating system. */
export function Proof() {
  return (
    <div className="stack wide">
      <Card title="Nothing leaves this computer" subtitle="A promise you need not believe: you can check it.">
        <dl className="stack">
          {BLOCKED.map(({ what, how }) => (
            <div key={what} className="stack tight measure">
              <dt>
                <strong>{what}</strong>
              </dt>
              <dd className="quiet">{how}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Network />
      <Card title="See for yourself" subtitle="With the tools of your operating system, not with ours.">
        <Tabs
          label="Operating system"
          items={SYSTEMS.map(({ id, label, steps, command }) => ({
            id,
            label,
            content: <Steps steps={steps} command={command} />,
          }))}
        />
      </Card>
    </div>
  );
}
