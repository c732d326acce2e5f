/** What a sender needs of `cipher.ts`, and no more: reading, notes and keys of officers are another 5 KB. */
export { verifyDesk, type VerifiedDesk } from './desk.ts';
export { digestOf } from './digest.ts';
export { hourOf } from './envelope.ts';
export { holderOf, type Holder } from './holder.ts';
export type { PartRef } from './partref.ts';
export { cut, numberOfParts } from './parts.ts';
export { prepareTip, sealTip, type PreparedTip } from './write.ts';
