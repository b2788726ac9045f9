import { type RecordTool, sourceRecords } from './event-records.ts';
import type { Source } from './format.ts';
import { isObject, type JsonObject, textAt } from './json-read.ts';

/** The table of Umami's database that holds the data of events, a value a row. */
const tool: RecordTool = {
  looks: (record) => 'website_event_id' in record && ('data_key' in record || 'event_key' in record),
  csv: [
    ['website event id', 'data key'],
    ['website event id', 'event key'],
  ],
  members: /(^|\/)event_data[^/]*\.(csv|json|jsonl)(\.gz|\.zst)?$/i,
};
/** Values held while the events are read, some 100 bytes each. */
const MOST_VALUES = 1_000_000;

/** Whether a member of an export holds the data of events. */
export const isEventData = (path: string): boolean => tool.members.test(path);

/** A value by its type: 1 = text, 2 = number, 3 = yes or no, 4 = moment, 5 = list. */
function umamiValue(record: JsonObject): unknown {
  const type = textAt(record, 'data_type') || textAt(record, 'event_data_type');
  const text = textAt(record, 'string_value');
  if (type === '5') return '';
  if (type === '3') return text === 'true';
  const given = record.number_value;
  return type === '2' && given !== undefined && given !== '' ? Number(given) : text || textAt(record, 'date_value');
}

/** Data of events by the id of their event; `beyond` = values that found no room. Empty where the export has no such table. */
export async function umamiData(source: Source): Promise<{ of: Map<string, Record<string, unknown>>; beyond: number }> {
  const of = new Map<string, Record<string, unknown>>();
  let [held, beyond] = [0, 0];
  if (!source.members.some(({ path }) => isEventData(path))) return { of, beyond };
  for await (const elements of sourceRecords(source, tool))
    for (const element of elements) {
      if ('code' in element || !isObject(element.value)) continue;
      const [id, key] = [
        textAt(element.value, 'website_event_id'),
        textAt(element.value, 'data_key') || textAt(element.value, 'event_key'),
      ];
      if (id === '' || key === '') continue;
      if (++held > MOST_VALUES) {
        beyond++;
        continue;
      }
      const properties = of.get(id) ?? (Object.create(null) as Record<string, unknown>);
      properties[key] = umamiValue(element.value);
      of.set(id, properties);
    }
  return { of, beyond };
}
