import type { ReactNode } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';

/** A word that needs explaining: dotted underline, one sentence on hover, focus and for screen readers. */
export function Term({ children, meaning }: { children: ReactNode; meaning: string }) {
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span className="term" role="button" tabIndex={0}>
          {children}
        </span>
      </Focusable>
      <Tooltip className="tooltip" offset={6}>
        {meaning}
      </Tooltip>
    </TooltipTrigger>
  );
}
