import type { MessageColumns } from '../../shared/columns.ts';
import type { OwnThing } from '../../shared/contract/listening.ts';
import { AppError } from '../../shared/errors.ts';
import { headOf } from '../analysis/aspects/grouping.ts';
import { PeopleCounter } from '../analysis/base/messages.ts';
import { listGroupEdits, saveGroupEdit } from '../store/tables/aspect-groups.ts';
import { policyFor } from './analyses.ts';
import type { CommandContext, QueryContext } from './context.ts';

/** Things that can be chosen from; those the owner made something of are always among them. */
const MOST_THINGS = 300;

interface Tally {
  named: number;
  people: PeopleCounter;
}

/** How often, and by how many, each thing is named in messages by others that may be used. */
function tallies(messages: MessageColumns): Map<string, Tally> {
  const { group, groups } = messages.aspects.found ?? messages.aspects;
  const found = new Map<string, Tally>();
  for (let i = 0; i < messages.length; i++) {
    if (messages.own[i] === 1 || messages.apart[i] !== 0) continue;
    const start = messages.aspectStart[i] as number;
    for (let a = start; a < start + (messages.aspectCount[i] as number); a++) {
      const name = groups[group[a] as number] ?? '';
      if (name === '') continue;
      const tally = found.get(name) ?? { named: 0, people: new PeopleCounter() };
      tally.named++;
      tally.people.add(messages.author[i] as number);
      found.set(name, tally);
    }
  }
  return found;
}

/** Things most named first. Their names come from texts: where the small-group rule binds, only those that enough people named. */
export async function listThings(context: QueryContext): Promise<OwnThing[]> {
  const messages = (await context.tables.permitted(['messages'], 'service')).tables.messages as MessageColumns;
  const { mode, k } = policyFor(context, 'service', false);
  const named = [...tallies(messages)]
    .filter(([, { people }]) => mode === 'owner-screen' || people.count >= k)
    .map(([name, tally]) => ({ name, named: tally.named }))
    .sort((a, b) => b.named - a.named || (a.name < b.name ? -1 : 1));
  const edits = new Map(listGroupEdits(context.db).map((edit) => [edit.name, edit]));
  const shown = named.filter(({ name }, i) => i < MOST_THINGS || edits.has(name));
  const known = new Set(named.map(({ name }) => name));
  const rest = mode === 'owner-screen' ? [...edits.keys()].filter((name) => !known.has(name)) : [];
  return [...shown, ...rest.map((name) => ({ name, named: 0 }))].map(({ name, named: times }) => {
    const edit = edits.get(name);
    return {
      name,
      ownName: edit?.ownName ?? '',
      mergedInto: edit?.mergedInto ?? '',
      hidden: edit?.hidden ?? false,
      named: times,
    };
  });
}

/** Saves the owner's word on a thing. Nothing is counted with what is itself counted with another: charts would not know where it went. */
export function editThing(context: CommandContext, edit: Omit<OwnThing, 'named'>): { saved: true } {
  const { db, audit, touch } = context;
  const name = headOf(edit.name);
  const mergedInto = edit.mergedInto === '' ? '' : headOf(edit.mergedInto);
  const known = listGroupEdits(db);
  if (
    mergedInto !== '' &&
    (mergedInto === name || known.some((one) => one.name === mergedInto && one.mergedInto !== ''))
  )
    throw new AppError('invalid-input', { field: 'mergedInto' });
  if (mergedInto !== '' && known.some((one) => one.mergedInto === name))
    throw new AppError('invalid-input', { field: 'name' });
  saveGroupEdit(db, { name, ownName: edit.ownName.trim(), mergedInto, hidden: edit.hidden });
  audit('listening.thing-edited');
  touch('messages');
  return { saved: true };
}
