/** What an officer writes into a tip, signed and sealed; see TIPS.md §4. */
import type { Holder, OpenSecret, SecretFor as Made, VerifiedDesk } from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import type { NoteText } from './officer-notes.ts';
import { TipError } from './officer-problem.ts';
import type { Cipher, Reading } from './officer-reading.ts';
import type { SecretFor } from './officer-tips.ts';

/** The officer at this desk, and what they write with. */
export type Hand = { holder: Holder; cipher: Cipher; now: () => Date };
export type Key = Pick<OpenSecret, 'room' | 'epoch' | 'identity'>;
/** An officer of a proven list. */
export type Receiver = { recipient: string; verify: string };

/** The list under which this officer may sign. @throws TipError where there is none, or they do not stand in it */
export function listFor({ desk }: Reading, { holder }: Hand): VerifiedDesk {
	if (!desk) throw new TipError('no_list');
	if (!desk.members.some(({ verify }) => verify === holder.signer.verify))
		throw new TipError('not_listed');
	return desk;
}

/** What every item of an officer says of its making. @throws TipError as `listFor` */
export const signedUnder = (reading: Reading, hand: Hand) => ({
	list: listFor(reading, hand).version,
	at: hand.cipher.hourOf(hand.now())
});

/** What the server alone calls the room is never written to: it must be the one that the thread's own items name. */
export function demandProven({ thread, tip }: Reading) {
	if (thread.room?.epoch !== tip.epoch) throw new TipError('not_proven');
}

/** A `tips_say` without its key. */
export async function makeMessage(reading: Reading, hand: Hand, text: string, question: boolean) {
	demandProven(reading);
	const { thread, tip } = reading;
	const content = question ? { text, question } : { text };
	const sealed = await hand.cipher.sealNext(
		thread,
		{ kind: 'message', dir: 'out', content, ...signedUnder(reading, hand) },
		hand.holder.signer
	);
	return {
		id: tip.case,
		item: crypto.randomUUID(),
		seq: thread.seq + 1,
		epoch: tip.epoch,
		sealed: toBase64(sealed)
	};
}

/** A `tips_note` without its key, sealed to the key of the notes. */
export async function makeNote(reading: Reading, hand: Hand, room: OpenSecret, content: NoteText) {
	const sealed = await hand.cipher.sealNote(
		room,
		{ content, ...signedUnder(reading, hand) },
		hand.holder.signer
	);
	const { case: id, epoch } = reading.tip;
	return { id, note: crypto.randomUUID(), epoch, sealed: toBase64(sealed) };
}

/** Each key for each officer, sealed apart; keys of notes are signed by whoever hands them on. */
export async function sealKeys(
	reading: Reading,
	hand: Hand,
	keys: readonly Key[],
	receivers: readonly Receiver[]
): Promise<SecretFor[]> {
	const { cipher, holder } = hand;
	const { tip } = reading.tip;
	const { version: list } = listFor(reading, hand);
	const one = ({ room, epoch, identity }: Key, recipient: string) =>
		room === 'T'
			? cipher.sealSecret({ tip, epoch, room, identity }, recipient)
			: cipher.sealNotesSecret({ tip, epoch, identity, list }, holder.signer, recipient);
	const pairs = receivers.flatMap((receiver) => keys.map((key) => ({ receiver, key })));
	return Promise.all(
		pairs.map(async ({ receiver: { verify, recipient }, key }) =>
			travelling({ room: key.room, verify, sealed: await one(key, recipient) })
		)
	);
}

export const travelling = ({ sealed, ...secret }: Made): SecretFor => ({
	...secret,
	sealed: toBase64(sealed)
});
