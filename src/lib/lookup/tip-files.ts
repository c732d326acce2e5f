import type { PartRef } from '#lib/sealed/returning.ts';

/** Where files are sealed to, and by what they are paid: the code's hash, and work done for it. */
export type Way = { recipient: string; lookupHash: string; proof: string };
/** `refs` stand in the signed message, `ids` of parts beside it; `files` are those that they were made of. */
export type SentFiles = { refs: PartRef[]; ids: string[]; files: string[] };

/** Files that go with the next message. The page brings them: this room knows nothing of photos and parts. */
export type TipFiles = {
	/** In the order in which they go. */
	readonly ids: readonly string[];
	/** Photos that nobody has decided on yet. */
	readonly held: readonly unknown[];
	/** Bytes that a message takes to name them. */
	readonly told: number;
	/** Seals and sends what is not there yet. @throws Problem of the line, and the next call goes on from there */
	send(way: Way): Promise<SentFiles>;
	/** A message has brought these. */
	delivered(files: readonly string[]): void;
	forget(): void;
};
