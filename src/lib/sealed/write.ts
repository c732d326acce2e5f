/** A new tip. What is dear is made while the person still writes: only header and body wait for the last word. */
import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import { newRoom, type Room } from './age.ts';
import type { Body, Header, Message, Rekey } from './content.ts';
import { digestOf } from './digest.ts';
import type { Holder } from './holder.ts';
import { sealItem } from './item.ts';
import { SealedError } from './problem.ts';
import { sealSecret } from './room.ts';
import type { Signer } from './signed.ts';
import type { Thread } from './thread.ts';

/** A secret as the doors take it: for an officer by the verify key, for the sender null. */
export interface SecretFor {
	room: 'T' | 'D';
	verify: string | null;
	sealed: Uint8Array;
}

export interface PreparedTip {
	/** The tip's id, as hex. */
	tip: string;
	room: Room;
	secrets: SecretFor[];
}

/**
 * The room of a tip and its secret for every officer of the list and for the sender: some ten sealings, which need
 * none of the words. @throws SealedError `classical_recipient`, `damaged`
 */
export async function prepareTip(given: {
	recipients: { recipient: string; verify: string }[];
	citizen: Holder;
}): Promise<PreparedTip> {
	const tip = bytesToHex(randomBytes(16));
	const room = await newRoom();
	const secret = { tip, epoch: 1, room: 'T' as const, identity: room.identity };
	const secrets: SecretFor[] = [];
	const readers = [...given.recipients, { recipient: given.citizen.recipient, verify: null }];
	for (const { recipient, verify } of readers)
		secrets.push({ room: 'T', verify, sealed: await sealSecret(secret, recipient) });
	return { tip, room, secrets };
}

/** What is left to seal after "Gửi". @throws SealedError `too_long` */
export async function sealTip(
	{ tip, room }: PreparedTip,
	words: {
		citizen: Holder;
		/** The version of the desk list that the secrets are sealed to. */
		list: number;
		/** As `hourOf` gives it. */
		at: string;
		header: Header;
		body: Omit<Body, 'recipient' | 'verify'>;
	}
): Promise<{ header: Uint8Array; body: Uint8Array }> {
	const { citizen, list, at } = words;
	const common = { tip, epoch: 1, room: digestOf(room.recipient), dir: 'in' as const, list, at };
	const header = await sealItem(
		{ ...common, seq: 0, kind: 'header', prev: null, content: words.header },
		citizen.signer,
		room.recipient
	);
	const content: Body = {
		...words.body,
		recipient: citizen.recipient,
		verify: citizen.signer.verify
	};
	const body = await sealItem(
		{ ...common, seq: 1, kind: 'body', prev: digestOf(header), content },
		citizen.signer,
		room.recipient
	);
	return { header, body };
}

type Next = { list: number; at: string } & (
	| { kind: 'message'; dir: 'in' | 'out'; content: Message }
	| { kind: 'rekey'; dir: 'out'; content: Rekey }
);

/**
 * The next item of a thread.
 * @throws SealedError `room_refused` when nothing pins the room or the reader's key is another, `list_back` when the
 * thread names a newer list than the writer knows, `too_long`
 */
export async function sealNext(thread: Thread, next: Next, signer: Signer): Promise<Uint8Array> {
	if (!thread.room) throw new SealedError('room_refused');
	if (next.list < thread.list) throw new SealedError('list_back');
	const { epoch, recipient } = thread.room;
	return sealItem(
		{
			...next,
			tip: thread.tip,
			epoch,
			room: digestOf(recipient),
			seq: thread.seq + 1,
			prev: thread.lastHash
		},
		signer,
		recipient
	);
}
