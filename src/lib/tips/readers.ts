/**
 * Who will read: the desk's signed list, checked against what this page was built with, and the room's key sealed to
 * each of them. Without a list that holds, nothing is sent.
 */
import type * as CipherFile from '#lib/sealed/sender.ts';
import type { PreparedTip, VerifiedDesk } from '#lib/sealed/sender.ts';
import { SealedError } from '#lib/sealed/index.ts';
import type { DeskFloor } from '#contracts/sealing.ts';
import type { Own } from './own.ts';
import type { DeskAnswer } from './tips.ts';

/** Heavy, so it comes by `import()` while the sender reads. */
export type Cipher = typeof CipherFile;
/** By unit; only the build knows them, the server is never asked. */
export type Floors = Readonly<Record<string, DeskFloor>>;

/**
 * `no_desk`: nobody there can take a tip; `list`: the list they show does not hold; `clock`: it has run out by this device, whose clock
 * is ahead of the server's.
 */
export type Closed = { closed: 'no_desk' | 'list' | 'clock' };
/** What this page was built with, against which all is held that a server says of readers. */
export type Built = {
	floors: Floors;
	/** Whose desk takes tips about a unit's own officers, by the unit's code (docs/decisions/0072). */
	oversight: Readonly<Record<string, string>>;
};
export type Readers = {
	unit: string;
	policeName: string;
	list: VerifiedDesk;
	/** The work that opens one upload quota and one submit. */
	proof: Promise<string>;
	/** The room, sealed to everyone on the list and to the sender. */
	room: Promise<PreparedTip>;
};

export type ReadersDoors = {
	built: Built;
	/** A unit's name as this page has it: a server could call any desk what it likes. */
	policeName(unit: string): string;
	cipher(): Promise<Cipher>;
	desk(args: {
		unit: string;
		oversight: boolean;
		lookup_hash: string;
		from: number;
	}): Promise<DeskAnswer>;
	prove(challenge: string): Promise<string>;
	/** By the server's clock; a device may be wrong by a day. */
	now(): Date;
	/** By whichever of the two clocks is ahead: a server cannot make an old list young. */
	latest(): Date;
};

/** Asks who reads and begins the work of sealing to them. @throws Problem of the line */
export async function readersFor(
	doors: ReadersDoors,
	own: Own,
	unit: string,
	oversight: boolean
): Promise<Readers | Closed> {
	const { built } = doors;
	// Whose list it must be is known before anybody is asked: a server that shows another is not believed.
	const expected = oversight ? built.oversight[unit] : unit;
	const floor = expected && built.floors[expected];
	if (!expected || !floor) return { closed: 'no_desk' };
	const asked = { unit, oversight, lookup_hash: own.lookupHash, from: floor.version };
	const { desk: found, challenge } = await doors.desk(asked);
	if (!found) return { closed: 'no_desk' };
	if (found.unit !== expected) return { closed: 'list' };
	const cipher = await doors.cipher();
	try {
		const list = cipher.verifyDesk(found.desk, floor, expected, doors.latest());
		if (!list.members.length) return { closed: 'no_desk' };
		const proof = doors.prove(challenge);
		const room = cipher.prepareTip({ recipients: list.members, citizen: own.citizen });
		// Awaited when the sender is done; until then a failure is nobody's.
		for (const work of [proof, room]) work.catch(() => {});
		return { unit: expected, policeName: doors.policeName(expected), list, proof, room };
	} catch (error) {
		if (!(error instanceof SealedError)) throw error;
		// Whichever of the two is right nothing is sent; whose clock is wrong, the sender can see.
		const ahead = doors.latest().getTime() > doors.now().getTime();
		return { closed: error.code === 'list_expired' && ahead ? 'clock' : 'list' };
	}
}
