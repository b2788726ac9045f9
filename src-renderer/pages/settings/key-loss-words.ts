import type { VaultProtection } from '../../../shared/contract/app.ts';

interface KeyLossWords {
  title: string;
  parts: readonly { heading: string; lines: readonly string[] }[];
}

const NOT_LOST = [
  'All figures, charts, segments and texts: they are counted with pseudonyms and need no key.',
  'Who said yes or no to what, the list of the erased, requests and the audit log.',
  'The files you imported from: they are untouched, wherever you keep them.',
];
const LOST = [
  'Readable names, addresses and phone numbers, for good. Nobody can bring them back: not we, not a computer shop.',
  'Finding a person by their address, and so answering people’s requests from this workspace.',
  'Importing into this workspace: new rows could not be matched with the people in it.',
];

const WORDS: Readonly<Record<VaultProtection, KeyLossWords>> = {
  none: {
    title: 'What if a key is lost?',
    parts: [
      {
        heading: 'There is none to lose yet',
        lines: [
          'No readable names are kept, so none can be lost.',
          'The file “keys.json” in the data folder matches people across imports. Without it the next import would take everybody for somebody new. A backup holds it.',
        ],
      },
      { heading: 'Once you set a passphrase', lines: ['Make a recovery key at once, and a backup.'] },
    ],
  },
  passphrase: {
    title: 'What if the passphrase is forgotten?',
    parts: [
      { heading: 'What is lost', lines: LOST },
      { heading: 'What is not lost', lines: NOT_LOST },
      {
        heading: 'What helps',
        lines: [
          'The recovery key, if you made one: it sets a new passphrase, and nothing is lost.',
          'A backup with its own passphrase opens as a new workspace, but names in it are locked by the passphrase of that time.',
          'Else: make a new workspace and import your files again.',
        ],
      },
    ],
  },
  os: {
    title: 'What if this computer or its user account is lost?',
    parts: [
      {
        heading: 'What is lost',
        lines: ['The key lies in the key store of your user account on this computer.', ...LOST],
      },
      { heading: 'What is not lost', lines: NOT_LOST },
      {
        heading: 'What helps',
        lines: [
          'The recovery key, if you made one: it sets a passphrase, and nothing is lost.',
          'A backup opens as a new workspace, names and all, also on another computer. Where that has no key store, the passphrase of the backup becomes the passphrase of the workspace.',
          'Else: make a new workspace and import your files again.',
        ],
      },
    ],
  },
};

const ALL_LOST =
  'Everything in this workspace, for good: figures, texts, orders, names, requests and the audit log. Nobody can bring it back: not we, not a computer shop.';

/** Where the whole workspace is encrypted under the key store of the system. */
const SEALED_BY_SYSTEM: KeyLossWords = {
  title: WORDS.os.title,
  parts: [
    {
      heading: 'What is lost',
      lines: ['The key lies in the key store of your user account on this computer.', ALL_LOST],
    },
    {
      heading: 'What is not lost',
      lines: ['The files you imported from, and reports you saved: they are untouched, wherever you keep them.'],
    },
    { heading: 'What helps', lines: WORDS.os.parts.at(-1)?.lines ?? [] },
  ],
};

/** Where the whole workspace is encrypted under a passphrase. */
const SEALED: KeyLossWords = {
  title: 'What if the passphrase is forgotten?',
  parts: [
    {
      heading: 'What is lost',
      lines: [ALL_LOST],
    },
    {
      heading: 'What is not lost',
      lines: [
        'The files you imported from, and reports you saved: they are untouched, wherever you keep them.',
        'Other workspaces: each has a passphrase of its own.',
      ],
    },
    {
      heading: 'What helps',
      lines: [
        'The recovery key, if you made one: it sets a new passphrase, and nothing is lost.',
        'A backup opens as a new workspace, which is locked by the passphrase of that time.',
        'Else: make a new workspace and import your files again.',
      ],
    },
  ],
};

/** What losing the key means, in plain words, by what it protects. */
export function keyLossWords(protection: VaultProtection, sealed = false): KeyLossWords {
  if (!sealed) return WORDS[protection];
  return protection === 'os' ? SEALED_BY_SYSTEM : SEALED;
}
