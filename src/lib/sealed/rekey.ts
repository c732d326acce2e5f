/** A new key for a tip's room: whoever is no longer named reads nothing that is written after. */
import { newRoom, type Room } from './age.ts';
import type { Rekey } from './content.ts';
import { SealedError } from './problem.ts';
import { sealNotesSecret, sealSecret } from './room.ts';
import type { Signer } from './signed.ts';
import type { Thread } from './thread.ts';
import { sealNext, type SecretFor } from './write.ts';

/**
 * The signed item that names the new room, sealed to the old one, and the new secrets for the members and the sender.
 * @param change.to hands the tip to that unit, whose verified list the members are of
 * @throws SealedError `room_refused` when the thread cannot be written to or its sender is not known, `list_back`
 */
export async function newEpoch(
	thread: Thread,
	change: {
		members: { recipient: string; verify: string }[];
		list: number;
		at: string;
		to?: Rekey['to'];
	},
	signer: Signer
): Promise<{ epoch: number; room: Room; notes: Room; item: Uint8Array; secrets: SecretFor[] }> {
	const { citizen } = thread;
	if (!thread.room || !citizen) throw new SealedError('room_refused');
	const { members, list, at, to } = change;
	const epoch = thread.room.epoch + 1;
	const [room, notes] = [await newRoom(), await newRoom()];
	const content: Rekey = {
		recipient: room.recipient,
		epoch,
		members: members.map(({ verify }) => verify),
		...(to ? { to } : {})
	};
	const item = await sealNext(thread, { kind: 'rekey', dir: 'out', list, at, content }, signer);
	const secrets: SecretFor[] = [];
	const T = { tip: thread.tip, epoch, room: 'T' as const, identity: room.identity };
	const D = { tip: thread.tip, epoch, identity: notes.identity, list };
	for (const { recipient, verify } of members) {
		secrets.push({ room: 'T', verify, sealed: await sealSecret(T, recipient) });
		secrets.push({ room: 'D', verify, sealed: await sealNotesSecret(D, signer, recipient) });
	}
	secrets.push({ room: 'T', verify: null, sealed: await sealSecret(T, citizen.recipient) });
	return { epoch, room, notes, item, secrets };
}
