import { Problem } from '#lib/platform/problem.ts';
import type { Holder, Thread } from '#lib/sealed/returning.ts';
import { SealedError, toBase64 } from '#lib/sealed/index.ts';
import type { Cipher } from './cipher.ts';
import type { OpenedTip, SayItem } from './lookup.ts';
import type { SentFiles } from './tip-files.ts';

/** A message as it is sent, and sent again: same key, same item. */
export type Reply = {
	key: string;
	version: number;
	item: SayItem;
	text: string;
	/** Of the files that it brings, as the page knows them. */
	files: readonly string[];
};

type Given = {
	cipher: Cipher;
	self: Holder;
	thread: Thread;
	found: OpenedTip;
	text: string;
	/** Already with the server; null for words alone. */
	sent: SentFiles | null;
	/** By the server's clock; only its hour is written. */
	now: Date;
};

/** Somebody wrote first, or the room has a new key. */
export const isStale = (problem: unknown): boolean =>
	problem instanceof Problem && problem.code === 'stale';

export const roomRefused = () => new Problem({ code: 'room_refused', status: 409 });

/** The next item of the thread, signed by the sender. @throws Problem `room_refused` */
export async function replyOf(given: Given): Promise<Reply> {
	const { cipher, self, thread, found, text, sent, now } = given;
	const content = { text, ...(sent && { parts: sent.refs }) };
	const at = cipher.hourOf(now);
	const sealed = await cipher
		.sealNext(thread, { kind: 'message', dir: 'in', list: thread.list, at, content }, self.signer)
		.catch((error: unknown) => {
			throw error instanceof SealedError ? roomRefused() : error;
		});
	const item = {
		act: 'message' as const,
		item: crypto.randomUUID(),
		seq: thread.seq + 1,
		epoch: found.epoch,
		sealed: toBase64(sealed),
		...(sent && { parts: sent.ids })
	};
	const key = crypto.randomUUID();
	return { key, version: found.version, item, text, files: sent?.files ?? [] };
}
