/** Who holds the key of a tip's room: a new key without whoever left or for another unit, the same for a newcomer. */
import type { VerifiedDesk } from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import { TipError } from './officer-problem.ts';
import type { Reading } from './officer-reading.ts';
import {
	demandProven,
	listFor,
	sealKeys,
	signedUnder,
	travelling,
	type Hand,
	type Key
} from './officer-sealing.ts';

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
	demandProven(reading);
	const { tip, thread } = reading;
	const members = to ? to.members : staying(reading, listFor(reading, hand), without);
	// Who takes a tip over reads it from its first word, notes too; who stays holds the earlier keys already.
	const earlier = to ? keysOf(reading) : [];
	if (members.length === 0) throw new TipError('nobody_left');
	if (members.length * (earlier.length + 2) >= MOST) throw new TipError('crowded');
	const made = await hand.cipher.newEpoch(
		thread,
		{
			members,
			...signedUnder(reading, hand),
			...(to ? { to: { unit: to.unit, list: to.version } } : {})
		},
		hand.holder.signer
	);
	return {
		id: tip.case,
		unit: to?.unit ?? tip.unit,
		item: crypto.randomUUID(),
		seq: thread.seq,
		epoch: tip.epoch,
		sealed: toBase64(made.item),
		secrets: [
			...made.secrets.map((secret) => travelling(secret, made.epoch)),
			...(await sealKeys(reading, hand, earlier, members))
		]
	};
}

/** The keys that this officer holds, for one more officer. */
const keysOf = ({ secrets }: Reading): Key[] =>
	secrets.map(({ room, epoch, identity }) => ({ room, epoch, identity }));

/** Everything a `tips_grant` carries, apart from its key. @throws TipError for somebody who is not in the proven list */
export async function makeGrant(reading: Reading, hand: Hand, verify: string) {
	const { tip } = reading;
	const officer = listFor(reading, hand).members.find((member) => member.verify === verify);
	if (!officer) throw new TipError('not_proven');
	const secrets = await sealKeys(reading, hand, keysOf(reading), [officer]);
	return { id: tip.case, epoch: tip.epoch, verify, secrets };
}
