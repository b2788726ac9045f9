import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import type { FrameFacts } from './messages.ts';
import { decode, encode } from './world/codec.ts';
import { mainWorldScript, preloadWorldScript } from './world/scripts.ts';

const WORLD = 'Electron Isolated Context';

interface ContextCreated {
  context: { id: number; name: string; auxData?: { frameId?: string } };
}
type FromWorld =
  | { kind: 'invoke'; id: number; channel: string; args: string }
  | { kind: 'paths'; id: number; files: number };

/** The line between one page's isolated world and the host. */
export interface PageLink {
  send(channel: string, args: unknown[]): Promise<void>;
  session: CDPSession;
}

/**
 * Gives a page a real isolated world with the built preload in it. Both scripts run in every document before the page's own,
 * through the same DevTools calls that name a world of their own; only the isolated world has the binding that leads out.
 */
export async function linkPage(
  page: Page,
  preferences: { preload: string; additionalArguments?: string[] },
  invoke: (frame: FrameFacts, channel: string, args: unknown[]) => Promise<unknown>,
): Promise<PageLink> {
  const session = await page.context().newCDPSession(page);
  const bridge = `bridge-${randomBytes(12).toString('hex')}`;
  let contextId: number | undefined;
  let topFrame = '';

  const receive = async (message: unknown, target = contextId) => {
    if (target === undefined) return;
    // A page that navigated away in between takes no answer, as in Electron.
    await session
      .send('Runtime.evaluate', { contextId: target, expression: `standinReceive(${JSON.stringify(message)})` })
      .catch(() => undefined);
  };
  const answerInvoke = async (message: Extract<FromWorld, { kind: 'invoke' }>, target: number) => {
    let reply: unknown;
    try {
      const value = await invoke({ url: page.url(), isTop: true }, message.channel, decode(message.args) as unknown[]);
      reply = { kind: 'reply', id: message.id, ok: true, value: encode(value) };
    } catch (error) {
      reply = {
        kind: 'reply',
        id: message.id,
        ok: false,
        value: error instanceof Error ? error.message : String(error),
      };
    }
    await receive(reply, target);
  };
  const answerPaths = async (message: Extract<FromWorld, { kind: 'paths' }>, target: number) => {
    const paths: string[] = [];
    for (let at = 0; at < message.files; at++) {
      const file = await session.send('Runtime.evaluate', {
        contextId: target,
        expression: `standinFiles(${message.id}, ${at})`,
      });
      const { objectId } = file.result;
      const info = objectId
        ? await session.send('DOM.getFileInfo', { objectId }).catch(() => ({ path: '' }))
        : { path: '' };
      paths.push(info.path);
    }
    await receive({ kind: 'paths', id: message.id, paths }, target);
  };

  session.on('Runtime.executionContextCreated', ({ context }: ContextCreated) => {
    if (context.name === WORLD && context.auxData?.frameId === topFrame) contextId = context.id;
  });
  session.on('Runtime.bindingCalled', (event: { payload: string; executionContextId: number }) => {
    const message = JSON.parse(event.payload) as FromWorld;
    void (message.kind === 'invoke'
      ? answerInvoke(message, event.executionContextId)
      : answerPaths(message, event.executionContextId));
  });
  await session.send('Page.enable');
  topFrame = (await session.send('Page.getFrameTree')).frameTree.frame.id;
  await session.send('DOM.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'standinSend', executionContextName: WORLD });
  const preload = readFileSync(preferences.preload, 'utf8');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(bridge) });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: preloadWorldScript(bridge, preferences.additionalArguments ?? [], preload),
    worldName: WORLD,
  });
  return { session, send: (channel, args) => receive({ kind: 'message', channel, args: encode(args) }) };
}
