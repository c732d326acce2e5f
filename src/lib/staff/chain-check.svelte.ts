import { latest } from '#lib/platform/clock.ts';
import { SealedError } from '#lib/sealed/index.ts';
import { checkChain, type Checked, type Verify } from './desk-chain.ts';
import type { Desk, DeskFloor } from './staff.ts';

/** What came out: `none` was ever signed, `sound` in itself and up to date, `expired`, or a code of what is wrong. */
export type Verdict = 'none' | 'sound' | 'expired' | 'refused' | 'unknown';

type Doors = {
	read: (unit: string, since: number) => Promise<Desk | null>;
	verify: () => Promise<Verify>;
	now: () => Date;
};
/** Door and cipher come after the page stands: it reads well without them. */
const doors: Doors = {
	read: async (unit, since) => (await import('./staff.ts')).publicDesk(unit, since),
	verify: async () => (await import('#lib/sealed/cipher.ts')).verifyDesk,
	now: latest
};

/** Anybody checks a unit's chain against what their page was built with. */
export class ChainCheck {
	#doors: Doors;
	#checked = $state.raw<Checked | null>(null);
	#verdict = $state<Verdict | null>(null);
	#checking = $state(false);

	constructor(given: Partial<Doors> = {}) {
		this.#doors = { ...doors, ...given };
	}

	get checked() {
		return this.#checked;
	}
	/** Null until it is found out. */
	get verdict() {
		return this.#verdict;
	}
	get checking() {
		return this.#checking;
	}

	/** Never throws: `unknown` where the server or the cipher could not be reached. A second call meanwhile does nothing. */
	async check(unit: string, floor: DeskFloor | null) {
		if (this.#checking) return;
		this.#checking = true;
		this.#verdict = null;
		this.#checked = null;
		try {
			const from = floor?.version ?? 0;
			const [desk, verify] = await Promise.all([
				this.#doors.read(unit, from),
				this.#doors.verify()
			]);
			if (!desk) {
				this.#verdict = from > 0 ? 'refused' : 'none';
				return;
			}
			this.#checked = await checkChain(desk, floor, unit, this.#doors.now(), verify);
			this.#verdict = this.#checked.expired ? 'expired' : 'sound';
		} catch (error) {
			this.#verdict = error instanceof SealedError ? 'refused' : 'unknown';
		} finally {
			this.#checking = false;
		}
	}
}
