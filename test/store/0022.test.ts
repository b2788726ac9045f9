import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { number, run } from '../../src-main/store/sql.ts';
import { listGroupEdits, saveGroupEdit } from '../../src-main/store/tables/aspect-groups.ts';
import { scrubTexts } from '../../src-main/store/tables/erase-texts.ts';

test('migration 22 keeps own words; the owner has made nothing of any thing', () => {
  const db = openMemory(21);
  run(db, "INSERT INTO own_words (word, polarity, category, name) VALUES ('sick', 2, '', '')");
  migrate(db, { target: 22 });
  expect(schemaVersion(db)).toBe(22);
  expect(number(db, 'SELECT count(*) FROM own_words')).toBe(1);
  expect(listGroupEdits(db)).toEqual([]);
});

test('the last word on a thing counts; of one that is as it was found nothing is kept', () => {
  const db = openMemory();
  const tea = { name: 'tea', ownName: 'Teas', mergedInto: '', hidden: false };
  saveGroupEdit(db, { ...tea, hidden: true });
  saveGroupEdit(db, tea);
  saveGroupEdit(db, { name: 'cup', ownName: '', mergedInto: 'tea', hidden: false });
  expect(listGroupEdits(db)).toEqual([{ name: 'cup', ownName: '', mergedInto: 'tea', hidden: false }, tea]);
  saveGroupEdit(db, { ...tea, ownName: '' });
  expect(listGroupEdits(db).map(({ name }) => name)).toEqual(['cup']);
});

test('a name that is taken out of every text is taken out of things, too', () => {
  const db = openMemory();
  saveGroupEdit(db, { name: 'vexhart cake', ownName: 'By Vexhart', mergedInto: 'vexhart', hidden: false });
  scrubTexts(db, (text) => text.replaceAll(/vexhart/gi, '…'));
  expect(listGroupEdits(db)).toEqual([{ name: '… cake', ownName: 'By …', mergedInto: '…', hidden: false }]);
});
