// Messages about a server that computes instead of this machine, and which addresses may be one. Shared by both
// processes like `protocol.ts`. Must not know how servers are talked to.
import { NotificationType, ParameterStructures, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData } from './errorProtocol.ts';
import type { LoadResult, UnavailableReason } from './protocol.ts';

/** A server of the user's choice. */
export interface ServerParams {
  /** As `serverAddress` gives it. */
  readonly url: string;
  /** Sent as a bearer token; no part of any message, log or name. */
  readonly key?: string;
}

/** Why a server does not answer as one should; each is how a request may end. */
export const serverTroubles = [
  /** Nobody listens there, or a gateway finds nobody behind it. */
  'serverGone',
  /** It has said nothing for long. */
  'serverSlow',
  /** It has too much to do, or still loads its model. */
  'serverFull',
  /** It wants another key. */
  'serverKey',
  /** It runs another model than before. */
  'serverModel',
  /** Its answer broke off. */
  'serverCutOff',
  /** Something else answers there, such as a portal or a proxy. */
  'serverNotOne',
  /** It does not do what it is asked, or has a model of another family. */
  'serverUnfit',
] as const satisfies readonly UnavailableReason[];
export type ServerTrouble = (typeof serverTroubles)[number];

export function isServerTrouble(reason: string): reason is ServerTrouble {
  return serverTroubles.some((trouble) => trouble === reason);
}

export interface ServerFacts {
  readonly product: 'llama.cpp' | 'vLLM';
  /** As the server says it; undefined where it does not. */
  readonly version: string | undefined;
  readonly model: string;
  /** Tokens that prompt and answer may have together. */
  readonly contextTokens: number;
  readonly hasFimTokens: boolean;
  /** Whether the vocabulary of the model file on this machine cuts text as the server's does. */
  readonly isSameVocabulary: boolean;
  readonly takesTokens: boolean;
  readonly tellsProbabilities: boolean;
  readonly healing: 'grammar' | 'allowedTokens' | 'none';
  readonly canChat: boolean;
}

export type ServerCheck =
  | { readonly kind: 'answered'; readonly facts: ServerFacts }
  | { readonly kind: 'failed'; readonly trouble: ServerTrouble; readonly message: string };

export interface CheckServerParams extends ServerParams {
  /** The model file whose vocabulary is compared. */
  readonly modelPath: string;
}

export const checkServerRequest = new RequestType<CheckServerParams, ServerCheck, EngineErrorData>(
  'checkServer',
  ParameterStructures.byName,
);
/** The server went or came back: what the model that answers now says of itself, and why it is another. */
export const servedByNotification = new NotificationType<LoadResult>('servedBy', ParameterStructures.byName);

/** Why an address is none for a server. */
export type AddressProblem = 'empty' | 'notAnAddress' | 'clearText' | 'credentials';

/**
 * The address without a slash at its end. Clear text goes to this machine only: whoever stands between could read
 * the code.
 */
export function serverAddress(text: string): { readonly url: string } | { readonly problem: AddressProblem } {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'empty' };
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (
    url === undefined ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.search !== '' ||
    url.hash !== ''
  )
    return { problem: 'notAnAddress' };
  // What stands in a setting is shown, synced and exported; a key belongs into the store of secrets.
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { problem: 'clearText' };
  // Both products’ paths begin at the root; people know vLLM’s address with its version.
  return { url: url.href.replace(/\/+(?:v1\/*)?$/, '') };
}

/** By its literal form: what a name stands for somebody else may decide. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
