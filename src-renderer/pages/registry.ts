import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

/** One page of the rail. Nav, routes, palette and keys follow from this. */
export interface PageEntry {
  /** Also its address: `#/<id>`. */
  id: string;
  title: string;
  /** One sentence: what am I looking at? */
  answer: string;
  icon: LucideIcon;
  group: 'see' | 'act' | 'care';
  /** `g`, then this key. */
  key: string;
  /** Whether the date range means something here. */
  dated: boolean;
  load: () => Promise<{ default: ComponentType }>;
}
