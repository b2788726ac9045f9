import type { Recipient } from '../../../shared/contract/exports.ts';
import type {
  Basis,
  ConsentState,
  EventKind,
  IdentifierKind,
  MessageKind,
  OrderRow,
  Purpose,
} from '../../../shared/model.ts';

/** Parts of an access package. */
export type SectionId =
  | 'identifiers'
  | 'country'
  | 'uses'
  | 'recipients'
  | 'consents'
  | 'orders'
  | 'messages'
  | 'visits'
  | 'segments'
  | 'scores'
  | 'suggestions';

/** Columns of the parts, as files for programs name them. */
export type ColumnName =
  | 'about'
  | 'answer took (ms)'
  | 'Basis'
  | 'basis'
  | 'Because of'
  | 'browser'
  | 'by'
  | 'came from'
  | 'country'
  | 'currency'
  | 'days since last purchase'
  | 'days with a purchase'
  | 'file'
  | 'file no.'
  | 'from'
  | 'group'
  | 'item'
  | 'kind'
  | 'language'
  | 'likes'
  | 'line'
  | 'link'
  | 'network'
  | 'Offer'
  | 'order'
  | 'order total'
  | 'page or event'
  | 'People who bought both'
  | 'People who bought it'
  | 'properties'
  | 'purpose'
  | 'quantity'
  | 'rating'
  | 'replies'
  | 'score'
  | 'screen'
  | 'Share of buyers'
  | 'Similarity'
  | 'source'
  | 'spent'
  | 'state'
  | 'text'
  | 'to whom'
  | 'unit price'
  | 'until'
  | 'used'
  | 'value'
  | 'when'
  | 'where'
  | 'wording';

/** Whether something is used for a purpose, and why not. */
export type Standing =
  | 'frozen: not used'
  | 'you objected: not used'
  | 'not used'
  | 'not used: this basis has ended, or does not hold yet'
  | 'not used: this purpose has ended, or has not begun'
  | 'not used: your consent has expired'
  | 'used: you agreed'
  | 'not used: you were not asked'
  | 'used';

/** Groups of buyers. */
export type GroupName =
  | 'Champions'
  | 'New'
  | 'Loyal'
  | 'Promising'
  | 'Need attention'
  | 'Cannot lose'
  | 'At risk'
  | 'Hibernating';

/** Cells that we wrote ourselves, as files for programs have them. */
export type FixedCell =
  | Basis
  | ConsentState
  | EventKind
  | GroupName
  | IdentifierKind
  | MessageKind
  | OrderRow['status']
  | Purpose
  | Standing
  | 'kept as a fingerprint only'
  | 'own purchases'
  | 'popular with everybody'
  | 'recorded by us'
  | 'set by us'
  | 'worked out';

/** What stands in a text instead of somebody else's contact. */
export type Replaced = 'link' | 'e-mail' | 'bank account' | 'card' | 'IP address' | 'handle' | 'phone';

/** The frame of the readable page in one tongue. */
export interface FrameWords {
  access: string;
  portability: string;
  /** `{day}` stands for the date, `{name}` for the pseudonym. */
  made: string;
  contents: string;
  nothing: string;
  foot: string;
}

/** All words of the readable page in a tongue other than English, in which the parts themselves are written. */
export interface AccessWords extends FrameWords {
  sections: Readonly<Record<SectionId, readonly [title: string, about: string]>>;
  columns: Readonly<Record<ColumnName, string>>;
  cells: Readonly<Record<FixedCell, string>>;
  recipients: Readonly<Record<Recipient, string>>;
  replaced: Readonly<Record<Replaced, string>>;
}
