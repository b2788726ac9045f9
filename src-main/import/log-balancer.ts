import {
  fault,
  given,
  type LineAnswer,
  type LineReader,
  type LogNotation,
  readDuration,
  readRequest,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { LogWhen } from './log-when.ts';

/** [type ]time balancer client target three-times status target-status received sent "request"[ "agent" …] */
const LINE =
  /^(?:(https?|h2|grpcs?|wss?) )?(\d{4}-\d\d-\d\dT\S+) ([\w./:-]+) (\S+) (\S+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\S+) (\S+) (\S+) (\S+) "((?:[^"\\]|\\.)*)"(?: "((?:[^"\\]|\\.)*)")?(?: |$)/;

class BalancerReader implements LineReader {
  name = 'an AWS load balancer';
  readonly #when: LogWhen;

  constructor(zone: string) {
    this.#when = new LogWhen(zone);
  }

  read(line: string): LineAnswer {
    const text = line.trimEnd();
    if (text === '') return skip('empty');
    if (text.startsWith('#')) return skip('comment');
    const found = LINE.exec(text);
    if (!found) return fault('not-this-format');
    const [, type, time = '', , client = '', , first, second, third, code = '', , , sent = '', request = '', agent] =
      found;
    if (type) this.name = 'an AWS application load balancer';
    // No HTTP went over such a connection, or none that was understood.
    if (request.startsWith('- ')) return skip('no-request');
    const moment = this.#when.iso(time, 'utc');
    if ('code' in moment) return moment;
    const asked = readRequest(request);
    if (!asked) return fault('not-http', 'request');
    const status = readStatus(code);
    if (typeof status !== 'number') return status;
    const sizeBytes = readSize(sent);
    if (sizeBytes !== null && typeof sizeBytes !== 'number') return sizeBytes;
    // -1 = that part did not take place.
    const times = [first, second, third].map((one) => readDuration(one ?? '', 1000));
    const known = times.filter((one) => one !== null);
    return {
      ...moment,
      ...splitTarget(asked.target),
      address: given(client)
        .replace(/:\d+$/, '')
        .replace(/^\[|\]$/g, ''),
      method: asked.method,
      status,
      sizeBytes,
      referrer: '',
      agent: given(agent),
      durationMs: known.length === 0 ? null : Math.round(known.reduce((sum, one) => sum + one, 0) * 1000) / 1000,
      flags: 0,
    };
  }
}

/** Logs of the load balancers of Amazon Web Services, the classic and the application one. */
export const balancerNotation: LogNotation = { id: 'load-balancer-log', open: ({ zone }) => new BalancerReader(zone) };
