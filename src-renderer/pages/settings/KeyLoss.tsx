import type { VaultProtection } from '../../../shared/contract/app.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { keyLossWords } from './key-loss-words.ts';

/** What is lost with the key, what is not, and what helps: before it happens. */
export function KeyLoss({ protection }: { protection: VaultProtection }) {
  const { title, parts } = keyLossWords(protection);
  return (
    <Disclosure title={title}>
      <div className="stack">
        {parts.map(({ heading, lines }) => (
          <section key={heading} className="stack tight">
            <h4>{heading}</h4>
            <ul className="stack tight">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Disclosure>
  );
}
