import type { MessageRow } from '../../shared/model.ts';

type Given = Pick<MessageRow, 'line' | 'key' | 'network' | 'kind' | 'atMs' | 'own' | 'text'> & Partial<MessageRow>;

/** A message with nothing counted and nobody named, except what is given. */
export const messageRow = (given: Given): MessageRow => ({
  type: 'message',
  author: [],
  language: '',
  rating: null,
  likes: 0,
  shares: 0,
  replies: 0,
  views: 0,
  replyToKey: null,
  url: null,
  item: '',
  ...given,
});
