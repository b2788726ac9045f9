import { X } from 'lucide-react';
import { Button } from './Button.tsx';

/** One active filter in words, with the way to take it off. */
export interface FilterChip {
  id: string;
  label: string;
  onRemove: () => void;
}

/** Filters that are on; nothing when there are none. */
export function FilterChips({ chips }: { chips: readonly FilterChip[] }) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips plain" aria-label="Filters">
      {chips.map(({ id, label, onRemove }) => (
        <li key={id} className="chip">
          {label}
          <Button
            look="quiet"
            aria-label={`Remove filter: ${label}`}
            icon={<X aria-hidden className="icon" />}
            onPress={onRemove}
          />
        </li>
      ))}
    </ul>
  );
}
