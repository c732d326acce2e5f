/**
 * Bytes in, bytes out: everything of sealed tips that needs age and Ed25519. Heavy, so pages of citizens load it by
 * `import()` alone; what is light stands in `index.ts`.
 */
export { isHybrid, newRoom, roomOf, type Room } from './age.ts';
export { lockKeys, lockKeysTo, unlockKeys, unlockKeysBy } from './bundle.ts';
export type { DeskFloor, DeskLink, SignedLink } from './chain.ts';
export type { Body, Header, Message, Rekey } from './content.ts';
export { officersOf, signDesk, verifyDesk, verifyList } from './desk.ts';
export type { DeskMember, KnownList, VerifiedDesk } from './desk.ts';
export { digestOf } from './digest.ts';
export { lockDraft, openDraft } from './draft.ts';
export { hourOf, type Draft, type Envelope, type ItemKind } from './envelope.ts';
export { openHeader } from './header.ts';
export { holderOf, newHolder, type Holder } from './holder.ts';
export { openItem, sealItem } from './item.ts';
export type { OfficerOf, Sender } from './judge.ts';
export { notesRoom, openNotes, sealNote, type NoteEntry } from './notes.ts';
export type { PartRef } from './partref.ts';
export { cut, fullParts, join, numberOfParts, openPart } from './parts.ts';
export { SealedError, type Damage, type SealedCode } from './problem.ts';
export { newEpoch } from './rekey.ts';
export { openSecret, sealNotesSecret, sealSecret, type OpenSecret, type Secret } from './room.ts';
export { openProposal, opensClaim, readApproval, sealProposal, signApproval } from './reward.ts';
export type { Approval, Proposal } from './reward.ts';
export type { Signer } from './signed.ts';
export { openThread, type Entry, type Thread, type ThreadGiven } from './thread.ts';
export { prepareTip, sealNext, sealTip, type PreparedTip, type SecretFor } from './write.ts';
