import { Problem } from '#lib/platform/problem.ts';
import type { Holder, Thread } from '#lib/sealed/cipher.ts';
import { SealedError, toBase64 } from '#lib/sealed/index.ts';
import type { Cipher } from './cipher.ts';
import type { OpenedTip, SayItem } from './lookup.ts';

/** A message as it is sent, and sent again: same key, same item. */
export type Reply = { key: string; version: number; item: SayItem; text: string };

type Given = {
	cipher: Cipher;
	self: Holder;
	thread: Thread;
	found: OpenedTip;
	text: string;
	/** By the server's clock; only its hour is written. */
	now: Date;
};

export const roomRefused = () => new Problem({ code: 'room_refused', status: 409 });

/** The next item of the thread, signed by the sender. @throws Problem `room_refused` */
export async function replyOf({ cipher, self, thread, found, text, now }: Given): Promise<Reply> {
	const at = cipher.hourOf(now);
	const sealed = await cipher
		.sealNext(
			thread,
			{ kind: 'message', dir: 'in', list: thread.list, at, content: { text } },
			self.signer
		)
		.catch((error: unknown) => {
			throw error instanceof SealedError ? roomRefused() : error;
		});
	const item = {
		act: 'message' as const,
		item: crypto.randomUUID(),
		seq: thread.seq + 1,
		epoch: found.epoch,
		sealed: toBase64(sealed)
	};
	return { key: crypto.randomUUID(), version: found.version, item, text };
}
