/**
 * The secrets of a tip: T opens the thread, D the officers' notes. T needs no signature, since the thread itself
 * pins it (`thread.ts`). Nothing pins D, so each is signed by the officer who hands it on: else whoever runs the
 * server could slip in a D of their own and read every note written after.
 */
import { open, roomOf, seal } from './age.ts';
import { isDigest } from './digest.ts';
import { frame, unframe } from './frame.ts';
import { SealedError } from './problem.ts';
import { isCount, isFields, isText, isTip } from './shape.ts';
import { pack, unpack, type Signer } from './signed.ts';

export interface Secret {
	tip: string;
	epoch: number;
	room: 'T' | 'D';
	identity: string;
}

export interface OpenSecret extends Secret {
	recipient: string;
	/** The officer who signed it, by the desk list of that version; null for T. */
	signed: { by: string; list: number } | null;
}

/** Seals T for somebody. @throws SealedError `classical_recipient`, `damaged` */
export async function sealSecret(
	{ tip, epoch, identity }: Secret & { room: 'T' },
	recipient: string
): Promise<Uint8Array> {
	const value = { v: 1, tip, epoch, room: 'T', identity };
	return seal(frame(pack(value, 'gan-dan/room/v1'), 1), recipient);
}

/** Seals D for an officer, signed by the one who hands it on. @throws SealedError as `sealSecret` */
export async function sealNotesSecret(
	{ tip, epoch, identity, list }: Omit<Secret, 'room'> & { list: number },
	signer: Signer,
	recipient: string
): Promise<Uint8Array> {
	const value = { v: 1, tip, epoch, room: 'D', identity, list, by: signer.verify };
	return seal(frame(pack(value, 'gan-dan/room/v1', signer), 1), recipient);
}

/** @throws SealedError `cannot_open`, `padding`, `shape`, `signature`, `damaged` */
export async function openSecret(file: Uint8Array, identity: string): Promise<OpenSecret> {
	const { value, isBy } = unpack(unframe(await open(file, identity)));
	if (!isSecret(value)) throw new SealedError('shape');
	const { tip, epoch, room } = value;
	const secret = { tip, epoch, room, ...(await roomOf(value.identity)) };
	if (room === 'T') return { ...secret, signed: null };
	const { by, list } = value;
	if (!isDigest(by) || !isCount(list, 1)) throw new SealedError('shape');
	if (!isBy('gan-dan/room/v1', by)) throw new SealedError('signature');
	return { ...secret, signed: { by, list } };
}

function isSecret(value: unknown): value is Secret & { by?: unknown; list?: unknown } {
	return (
		isFields(value, ['v', 'tip', 'epoch', 'room', 'identity'], ['list', 'by']) &&
		value.v === 1 &&
		isTip(value.tip) &&
		isCount(value.epoch, 1) &&
		['T', 'D'].includes(value.room as string) &&
		isText(value.identity)
	);
}
