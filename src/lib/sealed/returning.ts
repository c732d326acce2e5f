/** What a sender who comes back needs of `cipher.ts`, and no more: officers' keys, lists and notes are another 6 KB. */
export { officersOf, verifyList, type KnownList } from './desk.ts';
export { digestOf } from './digest.ts';
export { hourOf, type Envelope } from './envelope.ts';
export type { Body, Message, Rekey } from './content.ts';
export type { SignedLink } from './chain.ts';
export { holderOf, type Holder } from './holder.ts';
export type { PartRef } from './partref.ts';
export { openSecret, type OpenSecret } from './room.ts';
export { openThread, type Entry, type Thread } from './thread.ts';
export { sealNext } from './write.ts';
