import { Dialog } from './Dialog.tsx';

/** One line of the map of keys. */
export interface KeyLine {
  keys: readonly string[];
  does: string;
}

/** The map of keys (`?`). */
export function KeyHelp({
  isOpen,
  onClose,
  lines,
}: {
  isOpen: boolean;
  onClose: () => void;
  lines: readonly KeyLine[];
}) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose}>
      <dl className="keys">
        {lines.map(({ keys, does }) => (
          <div key={does} className="row spread">
            <dt>{does}</dt>
            <dd className="row">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
