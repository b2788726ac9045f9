import { X } from 'lucide-react';
import { Button } from './Button.tsx';

/** A short message at the foot of the window. */
export interface Toast {
  id: number;
  tone: 'plain' | 'good' | 'bad';
  text: string;
}

/** Messages at the foot of the window. The region is always there, so that screen readers hear what comes into it. */
export function Toasts({ toasts, onClose }: { toasts: readonly Toast[]; onClose: (id: number) => void }) {
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {toasts.map(({ id, tone, text }) => (
        <div key={id} className={`toast ${tone}`}>
          <span>{text}</span>
          <Button
            look="quiet"
            aria-label="Close message"
            icon={<X aria-hidden className="icon" />}
            onPress={() => onClose(id)}
          />
        </div>
      ))}
    </section>
  );
}
