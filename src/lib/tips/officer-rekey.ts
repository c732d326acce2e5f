/** A new key for the room of a tip: for whoever stays, for another unit's desk, without whoever left. */
import type { VerifiedDesk } from '#lib/sealed/cipher.ts';
import { TipError } from './officer-problem.ts';
import type { Reading } from './officer-reading.ts';
import { listFor, sealKeys, sealNext, type Hand, type Key, type Receiver } from './officer-sealing.ts';

/** The most sealed keys that one command may carry. */
const MOST = 60;

/** Officers of the proven list who hold the key now and are to keep it. The server's word alone makes nobody a member. */
export function staying(reading: Reading, desk: VerifiedDesk, without?: string) {
	const held = reading.tip.members.filter(({ due, verify }) => !due && verify !== without);
	return desk.members.filter(({ verify }) => held.some((member) => member.verify === verify));
}

/** Everything a `tips_rekey` carries, apart from its key. `to`: the proven list of the unit that takes the tip over. */
export async function makeRekey(
	reading: Reading,
	hand: Hand,
	{ without, to }: { without?: string | undefined; to?: VerifiedDesk | undefined }
) {
	const { tip, thread } = reading;
	const officers = to ? to.members : staying(reading, listFor(reading, hand), without);
	if (officers.length === 0) throw new TipError('nobody_left');
	if (!thread.citizen) throw new TipError('no_sender');
	const [T, D] = await Promise.all([hand.cipher.newRoom(), hand.cipher.newRoom()]);
	const epoch = tip.epoch + 1;
	const rooms: Key[] = [
		{ room: 'T', epoch, identity: T.identity },
		{ room: 'D', epoch, identity: D.identity }
	];
	// Who takes a tip over reads it from its first word, notes too; who stays holds the earlier keys already.
	const keys = to ? [...keysOf(reading), ...rooms] : rooms;
	if (officers.length * keys.length >= MOST) throw new TipError('crowded');
	const sender: Receiver = { recipient: thread.citizen.recipient, verify: null };
	const sealed = await sealNext(reading, hand, 'rekey', {
		recipient: T.recipient,
		epoch,
		members: officers.map(({ verify }) => verify),
		...(to ? { to: { unit: to.unit, list: to.version } } : {})
	});
	return {
		id: tip.case,
		unit: to?.unit ?? tip.unit,
		item: crypto.randomUUID(),
		seq: thread.seq,
		epoch: tip.epoch,
		sealed,
		secrets: [
			...(await sealKeys(reading, hand, keys, officers)),
			...(await sealKeys(reading, hand, rooms.slice(0, 1), [sender]))
		]
	};
}

/** The keys that this officer holds, for one more officer. */
export const keysOf = ({ secrets }: Reading): Key[] =>
	secrets.map(({ room, epoch, identity }) => ({ room, epoch, identity }));

/** Everything a `tips_grant` carries, apart from its key. @throws TipError for somebody who is not in the proven list */
export async function makeGrant(reading: Reading, hand: Hand, verify: string) {
	const { tip } = reading;
	const officer = listFor(reading, hand).members.find((member) => member.verify === verify);
	if (!officer) throw new TipError('not_proven');
	const secrets = await sealKeys(reading, hand, keysOf(reading), [officer]);
	return { id: tip.case, epoch: tip.epoch, verify, secrets };
}
