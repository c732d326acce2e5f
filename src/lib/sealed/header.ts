import { isHeader, type Header } from './content.ts';
import { digestOf } from './digest.ts';
import { openItem } from './item.ts';
import { SealedError } from './problem.ts';
import { openSecret } from './room.ts';

/**
 * A tip's header alone, for lists of tips. Who signed it shows only with the body, so a list shows it and acts on
 * nothing. @throws SealedError `cannot_open`, `padding`, `shape`, `signature`, `foreign`, `room`, `damaged`
 */
export async function openHeader(
	given: { tip: string; secret: Uint8Array; item: Uint8Array },
	identity: string
): Promise<Header> {
	const secret = await openSecret(given.secret, identity);
	const { envelope } = await openItem(given.item, secret.identity);
	if (secret.tip !== given.tip || envelope.tip !== given.tip) throw new SealedError('foreign');
	if (envelope.room !== digestOf(secret.recipient)) throw new SealedError('room');
	if (envelope.kind !== 'header' || !isHeader(envelope.content)) throw new SealedError('shape');
	return envelope.content;
}
