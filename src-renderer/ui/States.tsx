import { CircleAlert, Info } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import { Button } from './Button.tsx';
import { copyText } from './copy-text.ts';

const SKELETON_AFTER_MS = 150;
const WORDS_AFTER_MS = 1000;

/** How long the component has been there, in the two steps that matter. */
function useWait(): 'short' | 'skeleton' | 'words' {
  const [wait, setWait] = useState<'short' | 'skeleton' | 'words'>('short');
  useEffect(() => {
    const first = setTimeout(() => setWait('skeleton'), SKELETON_AFTER_MS);
    const second = setTimeout(() => setWait('words'), WORDS_AFTER_MS);
    return () => {
      clearTimeout(first);
      clearTimeout(second);
    };
  }, []);
  return wait;
}

/** Nothing for 150 ms (so that quick answers do not flicker), then grey lines, after 1 s words. */
export function Skeleton({ lines = 4, label = 'Counting…' }: { lines?: number; label?: string }) {
  const wait = useWait();
  return (
    <div className="skeleton" aria-busy="true">
      {wait !== 'short' && Array.from({ length: lines }, (_, i) => <span key={String(i)} className="skeleton-line" />)}
      <p className="small quiet" aria-live="polite">
        {wait === 'words' ? label : ''}
      </p>
    </div>
  );
}

/** How far something is, in a bar and in words. `value` null = cannot be known. */
export function ProgressBar({ label, value, words }: { label: string; value: number | null; words?: string }) {
  return (
    <AriaProgressBar className="progress" {...(value === null ? { isIndeterminate: true } : { value: value * 100 })}>
      {({ percentage, isIndeterminate }) => (
        <>
          <span className="row spread small">
            <Label>{label}</Label>
            {words && <span className="quiet num">{words}</span>}
          </span>
          <span className="progress-track">
            <span
              className={isIndeterminate ? 'progress-bar unknown' : 'progress-bar'}
              style={{ width: `${percentage ?? 100}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}

interface EmptyStateProps {
  /** What this page answers, as a question or sentence. */
  title: string;
  children: ReactNode;
  /** A small picture of the page filled (ui/pictures.tsx). */
  picture?: ReactNode;
  /** Buttons: import, sample. */
  actions?: ReactNode;
}

/** A page or card with nothing to show: what it answers, which file fills it, what to do now. */
export function EmptyState({ title, children, picture, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      {picture && <div className="empty-picture">{picture}</div>}
      <h2>{title}</h2>
      <div className="measure quiet stack tight">{children}</div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** A failure in words: what happened, what is safe, what to do; `details` to copy hold no personal data. */
export function ErrorState({
  what,
  safe,
  todo,
  details,
  onRetry,
}: {
  what: string;
  safe: string;
  todo: string;
  details: string;
  onRetry?: () => void;
}) {
  return (
    <div className="notice bad" role="alert">
      <CircleAlert aria-hidden className="icon" />
      <div className="stack tight">
        <strong>{what}</strong>
        <span>
          {safe} {todo}
        </span>
        <div className="row">
          {onRetry && <Button onPress={onRetry}>Try again</Button>}
          <Button look="quiet" onPress={() => void copyText(details)}>
            Copy details
          </Button>
          <code className="small quiet">{details}</code>
        </div>
      </div>
    </div>
  );
}

/** A calm remark in its own box. */
export function Note({
  tone = 'plain',
  children,
  action,
}: {
  tone?: 'plain' | 'attention' | 'good' | 'bad';
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`notice ${tone}`}>
      <Info aria-hidden className="icon" />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}
