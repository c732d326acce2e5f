/** What happens after "Gửi": header and body are sealed to the room that was made while the sender wrote. */
import type { PreparedTip } from '#lib/sealed/sender.ts';
import { SealedError, toBase64 } from '#lib/sealed/index.ts';
import { Problem } from '#lib/platform/problem.ts';
import { oversight, type Answers } from './answers.ts';
import { answersOf, headerOf } from './content.ts';
import type { Own } from './own.ts';
import type { SentFiles } from './parts-on-way.svelte.ts';
import type { Cipher, Readers } from './readers.ts';
import type { Submission } from './tips.ts';

export type Given = {
	answers: Answers;
	own: Own;
	readers: Readers;
	room: PreparedTip;
	proof: string;
	files: Pick<SentFiles, 'refs' | 'ids'>;
	/** By the server's clock; only its hour is written. */
	now: Date;
};

/** The whole request. @throws Problem `too_large` when words and files together pass the largest size */
export async function sealed(cipher: Cipher, given: Given): Promise<Submission> {
	const { answers, own, readers, room, proof, files, now } = given;
	const list = readers.list.version;
	const words = {
		citizen: own.citizen,
		list,
		at: cipher.hourOf(now),
		header: headerOf(answers),
		body: {
			claim: own.claim,
			category: answers.category,
			answers: answersOf(answers),
			oversight: oversight(answers),
			parts: files.refs
		}
	};
	const items = await cipher.sealTip(room, words).catch((error: unknown) => {
		if (!(error instanceof SealedError) || error.code !== 'too_long') throw error;
		throw new Problem({ code: 'too_large', status: 413 });
	});
	return {
		lookup_hash: own.lookupHash,
		proof,
		unit: readers.unit,
		tip: room.tip,
		list,
		urgent: answers.urgent,
		header: toBase64(items.header),
		body: toBase64(items.body),
		secrets: room.secrets.map((secret) => ({ ...secret, sealed: toBase64(secret.sealed) })),
		parts: files.ids
	};
}
