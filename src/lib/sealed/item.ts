import { open, seal } from './age.ts';
import { isEnvelope, type Draft, type Envelope, type ItemKind } from './envelope.ts';
import { frame, unframe } from './frame.ts';
import { SealedError } from './problem.ts';
import { pack, unpack, type Signer } from './signed.ts';

const KIB = 1024;

// A header is always 1 KiB and a text at least 4, so that a short message does not look short.
const bucketsOf = (kind: ItemKind): number[] => (kind === 'header' ? [1] : [4, 16]);

/**
 * Signs an item and seals it to the room.
 * @param bucket in KiB, where the usual one is not wanted
 * @throws SealedError `too_long`, `classical_recipient`, `damaged`; `shape` for an envelope that nobody could open
 */
export async function sealItem(
	draft: Draft,
	signer: Signer,
	recipient: string,
	bucket?: number
): Promise<Uint8Array> {
	const envelope = { ...draft, v: 1, by: signer.verify };
	if (!isEnvelope(envelope)) throw new SealedError('shape');
	const buckets = bucket === undefined ? bucketsOf(envelope.kind) : [bucket];
	return seal(frame(pack(envelope, 'gan-dan/item/v1', signer), ...buckets), recipient);
}

/**
 * Opens an item that has a size of its kind and is signed by whom it names; whether that one may write here is for
 * `openThread` to say.
 * @throws SealedError `cannot_open`, `padding`, `shape`, `signature`
 */
export async function openItem(
	file: Uint8Array,
	identity: string
): Promise<{ envelope: Envelope }> {
	const framed = await open(file, identity);
	const packed = unpack(unframe(framed));
	if (!isEnvelope(packed.value)) throw new SealedError('shape');
	// A text in a small bucket told the line how short it is, and no page of ours makes a larger one.
	if (!bucketsOf(packed.value.kind).includes(framed.length / KIB)) throw new SealedError('shape');
	if (!packed.isBy('gan-dan/item/v1', packed.value.by)) throw new SealedError('signature');
	return { envelope: packed.value };
}
