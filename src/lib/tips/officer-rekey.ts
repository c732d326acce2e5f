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
	type Receiver
} from './officer-sealing.ts';

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
	if (members.length === 0) throw new TipError('nobody_left');
	const made = await hand.cipher.newEpoch(
		thread,
		{
			members,
			...signedUnder(reading, hand),
			...(to ? { to: { unit: to.unit, list: to.version } } : {})
		},
		hand.holder.signer
	);
	// Notes that nobody began have no key, so there is none to make anew.
	const noted = tip.secrets.some(({ room, epoch }) => room === 'D' && epoch === tip.epoch);
	return {
		id: tip.case,
		unit: to?.unit ?? tip.unit,
		item: crypto.randomUUID(),
		seq: thread.seq + 1,
		epoch: tip.epoch,
		sealed: toBase64(made.item),
		secrets: made.secrets.filter(({ room }) => room === 'T' || noted).map(travelling)
	};
}

/**
 * Everything the `tips_grant` of one epoch carries, apart from its key: the newcomer gets what this officer holds of it.
 * @param officer of a proven list
 */
export async function makeGrant(reading: Reading, hand: Hand, officer: Receiver, epoch: number) {
	const keys = reading.secrets.filter((key) => key.epoch === epoch);
	const secrets = await sealKeys(reading, hand, keys, [officer]);
	return { id: reading.tip.case, epoch, verify: officer.verify, secrets };
}

/** The epochs of a tip as a newcomer is given them: the current one, which makes them a member, then those before. */
export const epochsOf = ({ tip }: Reading): number[] =>
	Array.from({ length: tip.epoch }, (_, before) => tip.epoch - before);
