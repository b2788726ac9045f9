/** A symmetric question-and-answer line between the two processes of the stand-in; values cross by structured clone. */
export interface Link {
  /** Asks the other side and waits for its answer. */
  ask(name: string, ...args: unknown[]): Promise<unknown>;
  /** Tells the other side without waiting. */
  tell(name: string, ...args: unknown[]): void;
}

/** What one side answers, by name. */
export type Answers = Record<string, (...args: never[]) => unknown>;

type Message =
  | { type: 'ask'; id: number; name: string; args: unknown[] }
  | { type: 'tell'; name: string; args: unknown[] }
  | { type: 'answer'; id: number; ok: boolean; value: unknown };

interface End {
  send(message: Message): void;
  onMessage(listener: (message: Message) => void): void;
}

/** Makes the line over anything that can send and receive (child_process with `serialization: 'advanced'`). */
export function createLink(end: End, answers: Answers): Link {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  const run = async (name: string, args: unknown[]) => {
    const answer = answers[name];
    if (!answer) throw new Error(`stand-in: nobody answers ${name}`);
    return await (answer as (...given: unknown[]) => unknown)(...args);
  };
  end.onMessage((message) => {
    if (message.type === 'answer') {
      const waiter = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) waiter?.resolve(message.value);
      else waiter?.reject(new Error(String(message.value)));
    } else if (message.type === 'tell') {
      run(message.name, message.args).catch((error: unknown) =>
        process.stderr.write(`stand-in: ${message.name}: ${error}\n`),
      );
    } else {
      run(message.name, message.args).then(
        (value) => end.send({ type: 'answer', id: message.id, ok: true, value }),
        (error: unknown) =>
          end.send({
            type: 'answer',
            id: message.id,
            ok: false,
            value: error instanceof Error ? error.message : String(error),
          }),
      );
    }
  });
  return {
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        end.send({ type: 'ask', id, name, args });
      }),
    tell: (name, ...args) => end.send({ type: 'tell', name, args }),
  };
}
