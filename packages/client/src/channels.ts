import type { Scope } from '@fulcrum/domain'
import type { DocMessage, DocRequest, ServerMessage } from '@fulcrum/protocol'
import { createNotifier } from './notifier.ts'
import type { Notifier } from './notifier.ts'

/** What a channel hears: `open` says that the server has the doc open for this client, from the start or again. */
export type ChannelMessage = DocMessage | { readonly t: 'open' }

/** The way of one doc's text to the server and back. What is sent while there is no way is lost: `open` says when to ask again. */
export interface Channel {
  readonly send: (message: DocRequest) => void
  readonly close: () => void
}

/** The channels of this tab. */
export interface Channels {
  readonly open: (scope: Scope, listener: (message: ChannelMessage) => void) => Channel
  readonly tell: (scope: Scope, message: ChannelMessage) => void
}

/** Makes an empty list of channels. */
export function createChannels(send: (message: DocRequest) => void, onError: (error: unknown) => void): Channels {
  const channels = new Map<Scope, Notifier<ChannelMessage>>()
  return {
    open: (scope, listener) => {
      const notifier = channels.get(scope) ?? createNotifier<ChannelMessage>(onError)
      channels.set(scope, notifier)
      return { send, close: notifier.subscribe(listener) }
    },
    tell: (scope, message) => channels.get(scope)?.notify(message),
  }
}

/** True for what is about a doc's text. */
export function isDocMessage(message: ServerMessage): message is DocMessage {
  return message.t.startsWith('doc.')
}
