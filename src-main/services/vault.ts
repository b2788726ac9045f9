import type { Group } from './handlers.ts';

export const vault: Group<'vault'> = {
  'vault.setPassphrase': ({ keys, audit, touch }, { passphrase, current }) => {
    const protection = keys.setPassphrase(passphrase, current);
    audit('vault.passphrase-set');
    touch();
    return { protection };
  },
  'vault.unlock': ({ keys, audit, touch }, { passphrase }) => {
    const state = keys.unlock(passphrase);
    audit('vault.unlocked');
    touch();
    return { state };
  },
  'vault.lock': ({ keys, audit, touch }) => {
    const state = keys.lock();
    audit('vault.locked');
    touch();
    return { state };
  },
};
