/** Rows of a table that belong to one person each. */
export interface PersonRows {
  table: string;
  /** Where they are read from, with `t` for the table: every table named with the schema that `in` stands for. */
  from: string;
  /** Whose a row is; 0 or null = nobody's. */
  owner: string;
  /** Which rows of the table are nobody's, and so stay in a backup as they are; '0' = none. */
  nobody: string;
  /** A row that several people share: it is kept with each of them. */
  shared?: true;
}

/** By an index, so that nothing has to be sorted, or held. */
const OF_MESSAGES = 'old.messages m INDEXED BY messages_author CROSS JOIN';
const NOBODYS = '(SELECT m.author_id FROM old.messages m WHERE m.id = message_id) = 0';
const MESSAGE = 'm.author_id';

/** Words that were found in messages: kept in clear only where nobody's message holds them, too. */
const wordsOfNobody = (table: string, column: string): string =>
  `id IN (SELECT w.${column} FROM old.${table} w JOIN old.messages m ON m.id = w.message_id WHERE m.author_id = 0)`;

/** Every table with rows of people, other than events and orders, which lie in columns. In the order in which they are put back. */
export const PERSON_ROWS: readonly PersonRows[] = [
  { table: 'people', from: 'old.people t', owner: 't.id', nobody: '0' },
  { table: 'identifiers', from: 'old.identifiers t INDEXED BY identifiers_person', owner: 't.person_id', nobody: '0' },
  {
    table: 'vault',
    from: 'old.identifiers i INDEXED BY identifiers_person CROSS JOIN old.vault t ON t.identifier_id = i.id',
    owner: 'i.person_id',
    nobody: '0',
  },
  {
    table: 'sightings',
    from: 'old.identifiers i INDEXED BY identifiers_person CROSS JOIN old.sightings t ON t.identifier_id = i.id',
    owner: 'i.person_id',
    nobody: '0',
  },
  { table: 'consents', from: 'old.consents t INDEXED BY consents_person', owner: 't.person_id', nobody: '0' },
  { table: 'person_countries', from: 'old.person_countries t', owner: 't.person_id', nobody: '0' },
  {
    table: 'export_people',
    from: 'old.export_people t INDEXED BY export_people_person',
    owner: 't.person_id',
    nobody: '0',
  },
  {
    table: 'requests',
    from: 'old.requests t INDEXED BY requests_person',
    owner: 't.person_id',
    nobody: 'coalesce(person_id, 0) = 0',
  },
  {
    table: 'own_rules',
    // A rule that found one person is about them.
    from: 'old.own_people o CROSS JOIN old.own_rules t ON t.id = o.rule_id AND (SELECT count(*) FROM old.own_people p WHERE p.rule_id = t.id) = 1',
    owner: 'o.person_id',
    nobody: '(SELECT count(*) FROM old.own_people p WHERE p.rule_id = id) <> 1',
  },
  { table: 'own_people', from: 'old.own_people t', owner: 't.person_id', nobody: '0' },
  {
    table: 'messages',
    from: 'old.messages t INDEXED BY messages_author',
    owner: 't.author_id',
    nobody: 'author_id = 0',
  },
  {
    table: 'message_corrections',
    from: 'old.message_corrections t INDEXED BY message_corrections_author',
    owner: 't.author_id',
    nobody: 'author_id = 0',
  },
  {
    table: 'repeats',
    from: `${OF_MESSAGES} old.repeats t ON t.record = 'messages' AND t.record_id = m.id`,
    owner: MESSAGE,
    nobody: "record <> 'messages' OR coalesce((SELECT m.author_id FROM old.messages m WHERE m.id = record_id), 0) = 0",
  },
  {
    table: 'message_readings',
    from: `${OF_MESSAGES} old.message_readings t ON t.message_id = m.id`,
    owner: MESSAGE,
    nobody: NOBODYS,
  },
  {
    table: 'aspect_groups',
    from: `${OF_MESSAGES} old.message_aspects w ON w.message_id = m.id CROSS JOIN old.aspect_groups t ON t.id = w.group_id`,
    owner: MESSAGE,
    nobody: wordsOfNobody('message_aspects', 'group_id'),
    shared: true,
  },
  {
    table: 'message_aspects',
    from: `${OF_MESSAGES} old.message_aspects t ON t.message_id = m.id`,
    owner: MESSAGE,
    nobody: NOBODYS,
  },
  {
    table: 'hashtags',
    from: `${OF_MESSAGES} old.message_tags w ON w.message_id = m.id CROSS JOIN old.hashtags t ON t.id = w.tag_id`,
    owner: MESSAGE,
    nobody: wordsOfNobody('message_tags', 'tag_id'),
    shared: true,
  },
  {
    table: 'message_tags',
    from: `${OF_MESSAGES} old.message_tags t ON t.message_id = m.id`,
    owner: MESSAGE,
    nobody: NOBODYS,
  },
  {
    table: 'own_scores',
    from: `${OF_MESSAGES} old.own_scores t ON t.message_id = m.id`,
    owner: MESSAGE,
    nobody: NOBODYS,
  },
];

/** Lists of texts that rows in columns refer to: one that only one person's rows use is theirs. */
export const PERSON_DICTIONARIES = [
  'pages',
  'sources',
  'agents',
  'screens',
  'interface_languages',
  'property_sets',
  'items',
  'order_words',
] as const;
export type PersonDictionary = (typeof PERSON_DICTIONARIES)[number];

/** What is made of everybody's texts together. */
export const MADE_OF_ALL = ['topics', 'topic_models', 'own_layers', 'own_things'] as const;

/** Columns of orders that tell of their number, or of what they said. */
export const ORDER_TEXTS = ['keyLo', 'keyHi', 'contentLo', 'contentHi', 'keyUnits', 'refUnits', 'text'] as const;
