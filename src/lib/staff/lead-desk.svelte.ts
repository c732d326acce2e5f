import { now } from '#lib/platform/clock.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import type * as cipher from '#lib/sealed/cipher.ts';
import type { Holder } from '#lib/sealed/cipher.ts';
import { SealedError } from '#lib/sealed/index.ts';
import { checkChain, type Checked } from './desk-chain.ts';
import { draftDesk, type Draft } from './desk-draft.ts';
import { readDesk, sendDesk, type DeskFloor, type DeskOfficer, type UnitDesk } from './staff.ts';

type Cipher = Pick<typeof cipher, 'verifyDesk' | 'signDesk'>;
type Doors = {
	read: () => Promise<UnitDesk>;
	send: typeof sendDesk;
	cipher: () => Promise<Cipher>;
	now: () => Date;
};
const doors: Doors = {
	read: readDesk,
	send: sendDesk,
	cipher: () => import('#lib/sealed/cipher.ts'),
	now
};

/** Why this officer cannot sign the next list: another lead's turn, a key that the build does not know, no lead. */
export type Barred = 'other_key' | 'not_built_in' | 'no_lead';

/** What the lead's page knows of the unit's list, once it was read and verified. */
export class DeskBook {
	#unit: string;
	#floor: DeskFloor | null;
	#doors: Doors;
	#saving: Saving<Parameters<typeof sendDesk>[0], { ok: true }>;
	#officers = $state.raw<readonly DeskOfficer[] | null>(null);
	#checked = $state.raw<Checked | null>(null);
	#trouble = $state.raw<string | null>(null);
	/** What was signed and not yet answered: a retry brings the same bytes. */
	#signed: { words: string; args: Omit<Parameters<typeof sendDesk>[0], 'key'> } | null = null;

	/** @param floor what this build knows of the unit's chain; null where nothing was built in */
	constructor(unit: string, floor: DeskFloor | null, given: Partial<Doors> = {}) {
		this.#unit = unit;
		this.#floor = floor;
		this.#doors = { ...doors, ...given };
		this.#saving = new Saving((args) => this.#doors.send(args));
	}

	/** Null until `load`. */
	get officers() {
		return this.#officers;
	}
	/** The list that stands; null where none was signed, or where `trouble` says that it cannot be believed. */
	get checked() {
		return this.#checked;
	}
	/** Code of what is wrong with the chain: nothing may be signed on top of it. */
	get trouble() {
		return this.#trouble;
	}
	get busy() {
		return this.#saving.busy;
	}
	get failed() {
		return this.#saving.failed;
	}
	/** @throws Problem when the server could not be asked */
	async load(): Promise<this> {
		const { desk, officers } = await this.#doors.read();
		const { verifyDesk } = await this.#doors.cipher();
		this.#checked = null;
		this.#trouble = null;
		try {
			if (desk)
				this.#checked = await checkChain(
					desk,
					this.#floor,
					this.#unit,
					this.#doors.now(),
					verifyDesk
				);
			else if (this.#floor && this.#floor.version > 0) throw new SealedError('list_forked');
		} catch (error) {
			if (!(error instanceof SealedError)) throw error;
			this.#trouble = error.code;
		}
		this.#officers = officers;
		return this;
	}

	/** Nobody has the key any more that the chain names for its next link: what follows, only a new build believes. */
	get lost(): boolean {
		const next = this.#checked?.desk.lead;
		return next !== undefined && !this.#leads().some(({ keys }) => keys?.verify === next);
	}

	/** Whose turn it is, by the server's names. */
	get signer(): DeskOfficer | null {
		const next = this.#checked?.desk.lead;
		return this.#leads().find(({ keys }) => keys?.verify === next) ?? null;
	}

	/** Why the holder of a verify key may not sign now; null when they may. */
	barred(verify: string): Barred | null {
		if (!this.#leads().some(({ keys }) => keys?.verify === verify)) return 'no_lead';
		const desk = this.#checked?.desk;
		if (desk) return desk.lead === verify || this.lost ? null : 'other_key';
		return this.#floor && this.#floor.lead !== verify ? 'not_built_in' : null;
	}

	draft(): Draft {
		return draftDesk(this.#checked?.desk ?? null, this.#officers ?? []);
	}

	/** Leads with keys who could take over from the holder; nobody takes over a chain that has not begun. */
	successors(verify: string): DeskOfficer[] {
		if (!this.#checked) return [];
		return this.#leads().filter(({ keys }) => keys && keys.verify !== verify);
	}

	/** Signs the next list and sends it; true when it stands. @param successor verify key of the next lead */
	async sign({ signer }: Holder, successor?: string): Promise<boolean> {
		if (this.#trouble || this.barred(signer.verify)) return false;
		const { members, version } = this.draft();
		const words = JSON.stringify([version, members, successor]);
		if (this.#signed?.words !== words) {
			const { signDesk } = await this.#doors.cipher();
			const { link, signature, body } = signDesk({
				unit: this.#unit,
				version,
				previous: this.#checked?.desk.head ?? null,
				members: members.map(({ name, recipient, verify, lead }) => ({
					name,
					recipient,
					verify,
					lead
				})),
				at: this.#doors.now().toISOString(),
				signer,
				...(successor ? { successor } : {})
			});
			this.#signed = { words, args: { version, link, signature, body } };
		}
		const done = await this.#saving.save(this.#signed.args);
		if (!done) return false;
		this.#signed = null;
		await this.load();
		return true;
	}

	#leads(): DeskOfficer[] {
		return (this.#officers ?? []).filter(({ lead, wanted }) => lead && wanted);
	}
}
