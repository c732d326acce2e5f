/** What an officer writes into a tip, signed and sealed; see TIPS.md §4. */
import type { Draft, Holder, Room, VerifiedDesk } from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import { TipError } from './officer-problem.ts';
import type { Cipher, Reading } from './officer-reading.ts';
import type { SecretFor } from './officer-tips.ts';

/** Whom a key is given to: an officer of a proven list, or the sender (`verify` null). */
export type Receiver = { recipient: string; verify: string | null };
export type Key = { room: 'T' | 'D'; epoch: number; identity: string };
/** The officer at this desk, and what they write with. */
export type Hand = { holder: Holder; cipher: Cipher; now: () => Date };

/** The list under which this officer may sign. @throws TipError where there is none, or they do not stand in it */
export function listFor({ desk }: Reading, { holder }: Hand): VerifiedDesk {
	if (!desk) throw new TipError('no_list');
	if (!desk.members.some(({ verify }) => verify === holder.signer.verify))
		throw new TipError('not_listed');
	return desk;
}

/**
 * The next item of the thread as base 64, for the room that the sender or a signed re-key named; what the server alone
 * calls the room is never written to.
 */
export async function sealNext(
	reading: Reading,
	hand: Hand,
	kind: 'message' | 'rekey',
	content: unknown
): Promise<string> {
	const { thread, tip } = reading;
	const list = listFor(reading, hand).version;
	if (thread.room?.epoch !== tip.epoch) throw new TipError('not_proven');
	return seal(hand, thread.room.recipient, {
		...common(reading, hand, list),
		room: hand.cipher.digestOf(thread.room.recipient),
		seq: thread.seq + 1,
		prev: thread.lastHash,
		kind,
		content
	});
}

/** A note for the members, in no order but its time. */
export async function sealNote(reading: Reading, hand: Hand, room: Room, text: string) {
	return seal(hand, room.recipient, {
		...common(reading, hand, listFor(reading, hand).version),
		room: hand.cipher.digestOf(room.recipient),
		seq: 0,
		prev: null,
		kind: 'note',
		content: { text }
	});
}

const common = ({ tip }: Reading, { cipher, now }: Hand, list: number) => ({
	tip: tip.tip,
	epoch: tip.epoch,
	dir: 'out' as const,
	list,
	at: cipher.hourOf(now())
});

async function seal({ cipher, holder }: Hand, recipient: string, draft: Draft) {
	return toBase64(await cipher.sealItem(draft, holder.signer, recipient));
}

/** Each key for each receiver, sealed apart; keys of notes are signed by whoever hands them on. */
export async function sealKeys(
	reading: Reading,
	hand: Hand,
	keys: readonly Key[],
	receivers: readonly Receiver[]
): Promise<SecretFor[]> {
	const { cipher, holder } = hand;
	const { tip } = reading.tip;
	const list = listFor(reading, hand).version;
	const one = ({ room, epoch, identity }: Key, recipient: string) =>
		room === 'T'
			? cipher.sealSecret({ tip, epoch, room, identity }, recipient)
			: cipher.sealNotesSecret({ tip, epoch, identity, list }, holder.signer, recipient);
	const pairs = receivers.flatMap((receiver) => keys.map((key) => ({ receiver, key })));
	return Promise.all(
		pairs.map(async ({ receiver: { verify, recipient }, key }) => ({
			room: key.room,
			epoch: key.epoch,
			verify,
			sealed: toBase64(await one(key, recipient))
		}))
	);
}
