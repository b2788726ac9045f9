import { type RefObject, useEffect, useState } from 'react';

/** So far below the window's edge counts as in sight: it is there before it is scrolled to. */
const MARGIN = '200px';

/** Whether an element is in sight or close to it. Without a browser that tells, everything is. */
export function useInSight(ref: RefObject<Element | null>): boolean {
  const tells = typeof IntersectionObserver !== 'undefined';
  const [inSight, setInSight] = useState(!tells);
  useEffect(() => {
    const element = ref.current;
    if (!tells || !element) return;
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting === true), {
      rootMargin: MARGIN,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, tells]);
  return inSight;
}
