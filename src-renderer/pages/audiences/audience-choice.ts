import {
  AUDIENCE_COLUMNS,
  AUDIENCE_PLATFORMS,
  type AudienceColumn,
  type AudiencePlatform,
  BUYER_GROUPS,
  type BuyerGroup,
} from '../../../shared/contract/audiences.ts';
import type { SavedSegment } from '../../../shared/contract/kept.ts';
import type { Input } from '../../../shared/contract.ts';
import type { Option } from '../../ui/Fields.tsx';

const GROUP_WORDS: Readonly<Record<BuyerGroup, string>> = {
  all: 'Everybody who bought',
  champions: 'Buyers: champions',
  new: 'Buyers: new',
  loyal: 'Buyers: loyal',
  promising: 'Buyers: promising',
  'need-attention': 'Buyers: need attention',
  'cannot-lose': 'Buyers: cannot lose',
  'at-risk': 'Buyers: at risk',
  hibernating: 'Buyers: hibernating',
};
const PLATFORM_WORDS: Readonly<Record<AudiencePlatform, string>> = {
  google: 'Google Ads (Customer Match)',
  meta: 'Meta (custom audience)',
};
const COLUMN_LABELS: Readonly<Record<AudienceColumn, string>> = { email: 'E-mail addresses', phone: 'Phone numbers' };

export const PLATFORMS: readonly Option<AudiencePlatform>[] = AUDIENCE_PLATFORMS.map((id) => ({
  id,
  label: PLATFORM_WORDS[id],
}));
export const COLUMNS = AUDIENCE_COLUMNS.map((id) => ({ id, label: COLUMN_LABELS[id] }));

/** Groups to choose from: buyers by habit, then segments that were kept. */
export const groupOptions = (segments: readonly SavedSegment[]): Option[] => [
  ...BUYER_GROUPS.map((group) => ({ id: `buyers ${group}`, label: GROUP_WORDS[group] })),
  ...segments.map(({ name }) => ({ id: `segment ${name}`, label: `Segment: ${name}` })),
];

/** Whom a choice means. */
export function groupOf(choice: string): Input<'audiences.preview'>['of'] {
  const at = choice.indexOf(' ');
  const [kind, name] = [choice.slice(0, at), choice.slice(at + 1)];
  if (kind === 'segment') return { kind, name };
  return { kind: 'buyers', group: BUYER_GROUPS.find((group) => group === name) ?? 'all' };
}
