/** What somebody who runs the server could make, at the worst with the keys of a member who lends them. */
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as cipher from '../../src/lib/sealed/cipher.ts';
import type { Thread } from '../../src/lib/sealed/cipher.ts';
import type { OpenTip } from '../../supabase/functions/_shared/contracts/tips.ts';
import type { Given } from './between.ts';
import type { Keyed } from './desk.ts';
import type { TestStack } from './world.ts';

export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

function flipped(file: string): string {
	const bytes = Buffer.from(file, 'base64');
	bytes[bytes.length - 40]! ^= 1;
	return base64(bytes);
}

/**
 * A thread of eleven items as the server chooses to give it, by their numbers; null withholds one. The eighth is of another
 * tip, the ninth of a size that no text has.
 */
export async function spoiled(
	sealed: readonly string[],
	thread: Thread,
	by: Keyed
): Promise<Map<number, string | null>> {
	const classical = new Encrypter();
	classical.addRecipient(await identityToRecipient(await generateX25519Identity()));
	return new Map([
		[2, flipped(sealed[2]!)],
		[3, sealed[4]!],
		[4, sealed[3]!],
		[5, null],
		[6, sealed[6]!.slice(0, -400)],
		[7, base64(await classical.encrypt(new Uint8Array(4096)))],
		[8, await misplaced(thread, by, 8, { tip: 'ab'.repeat(16), kib: 4 })],
		[9, await misplaced(thread, by, 9, { kib: 64 })]
	]);
}

async function opened(stack: TestStack, { officer, holder }: Keyed, id: string) {
	const { body } = await stack.rpc('tips_open', { id }, officer.token);
	const given = body as OpenTip;
	const room = await cipher.openSecret(bytesOf(given.secrets[0]!.sealed), holder.identity);
	return { given, room };
}

/** The key of the room as a member holds it. */
export const roomBy = async (stack: TestStack, member: Keyed, id: string) =>
	(await opened(stack, member, id)).room;

/** The thread as a member reads it. */
export async function threadBy(stack: TestStack, member: Keyed, id: string): Promise<Thread> {
	const { given, room } = await opened(stack, member, id);
	return cipher.openThread({
		tip: given.tip,
		items: given.items.map((item) => ({ ...item, sealed: bytesOf(item.sealed) })),
		secrets: [room],
		officerOf: () => true,
		complete: true
	});
}

/** An item that names a new key of the room, well made in everything but that no list knows who signed it. */
export async function strangersRekey(thread: Thread, recipient: string) {
	const { signer } = await cipher.newHolder();
	const at = cipher.hourOf(new Date());
	const content = { recipient, epoch: 2, members: [signer.verify] };
	const next = { kind: 'rekey', dir: 'out', list: 1, at, content } as const;
	return { at, sealed: base64(await cipher.sealNext(thread, next, signer)) };
}

/**
 * What an officer says in the place `seq` of a thread, well signed, but in a bucket that it should not have, or of another
 * tip.
 */
export async function misplaced(
	{ tip, room, lastHash }: Thread,
	{ holder }: Keyed,
	seq: number,
	over: { tip?: string; kib: number }
): Promise<string> {
	const { epoch, recipient } = room!;
	const at = cipher.hourOf(new Date());
	const place = {
		tip: over.tip ?? tip,
		epoch,
		room: cipher.digestOf(recipient),
		seq,
		prev: lastHash
	};
	const words = {
		kind: 'message',
		dir: 'out',
		list: 1,
		at,
		content: { text: 'Gọi số này' }
	} as const;
	return base64(await cipher.sealItem({ ...place, ...words }, holder.signer, recipient, over.kib));
}

/** A key of a second epoch, sealed to each of the two who read, and what the thread is made to say of it. */
export function slipIn(
	told: Given,
	newest: boolean,
	own: { officer: string; sender: string },
	more: Given['items'] = []
) {
	told.epoch = 2;
	if (!newest) return;
	const isWhole = told.items[0]?.seq === 0;
	const sealed = isWhole ? own.officer : own.sender;
	told.secrets = [{ epoch: 2, room: 'T', sealed }, ...told.secrets];
	told.seq += more.length;
	if (isWhole) told.items.push(...more);
	else if (more.length) {
		// A frame of the sender's holds no more than it does: what makes room comes with the next one.
		told.items = [...more, ...told.items.slice(0, -1)];
		told.older = told.items.at(-1)!.seq;
	}
}
