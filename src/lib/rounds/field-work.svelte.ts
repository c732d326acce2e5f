import { dayOf, now } from '#lib/platform/clock.ts';
import { Problem } from '#lib/platform/problem.ts';
import { localMinutes } from '#shared/days/index.ts';
import { aboutOf, mayStand, type About } from './field-about.ts';
import { refusals, type FieldEntry, type Said } from './field-entry.ts';
import { readFieldDay, type FieldDay, type FieldDoor, type FieldStop } from './field-rounds.ts';
import { slipping, type Foreseen } from './field-underway.ts';
import { fieldView, laidOver, stopOf, type Answered } from './field-view.ts';

type Sent = (entry: unknown, answer: Answered) => void;
/** Of the vault and its outbox, what the day needs. */
export type Kept = {
	readonly officer: { readonly id: string };
	readonly day: unknown;
	keep(day: FieldDay): Promise<void>;
	readonly outbox: {
		readonly entries: readonly unknown[];
		add(fresh: { door: string; args: Record<string, unknown> } & About): Promise<unknown>;
		edit(key: string, args: Record<string, unknown>, version?: number | null): Promise<void>;
		again(key: string, version?: number | null): Promise<void>;
		discard(key: string): Promise<void>;
		onSent(listener: Sent): () => void;
	};
};

/** A day on the road: as it is kept on this phone, with what was said and not sent yet; and what may be said of it. */
export class FieldWork {
	#kept: Kept;
	#read: typeof readFieldDay;
	#stop: () => void;
	#minute = $state(localMinutes(now()));
	#today = $state(dayOf(now()));
	/** Sent, and not in the kept day yet. */
	#settled = $state.raw<readonly { entry: FieldEntry; answer: Answered }[]>([]);
	#reading = $state(false);
	#failed = $state.raw<unknown>(null);
	#sent = 0;
	#told = $derived.by(() =>
		this.#settled.reduce<FieldDay | null>(
			(day, { entry, answer }) => day && laidOver(day, entry, answer),
			this.#kept.day as FieldDay | null
		)
	);
	#day = $derived(this.#told && fieldView(this.#told, this.entries));
	#slipping = $derived(this.#day && this.isToday ? slipping(this.#day, this.#minute) : []);
	#line: Promise<unknown> = Promise.resolve();

	constructor(kept: Kept, read: typeof readFieldDay = readFieldDay) {
		this.#kept = kept;
		this.#read = read;
		this.#stop = kept.outbox.onSent((entry, answer) => this.#settle(entry as FieldEntry, answer));
	}

	/** Whose day it is, whoever else is signed in here. */
	get officer(): string {
		return this.#kept.officer.id;
	}
	/** As the server said it last; null while none is kept. */
	get told(): FieldDay | null {
		return this.#told;
	}
	/** With all that waits laid over it. */
	get day(): FieldDay | null {
		return this.#day;
	}
	/** In the order in which they were said. */
	get entries(): readonly FieldEntry[] {
		return this.#kept.outbox.entries as readonly FieldEntry[];
	}
	get refused(): FieldEntry[] {
		return refusals(this.entries);
	}
	/** Minutes after midnight, by the server's clock as far as it is known. */
	get minute(): number {
		return this.#minute;
	}
	/** Whether this is the day that is being driven. */
	get isToday(): boolean {
		return this.told?.day === this.#today;
	}
	/** Promises that break if nothing is done. */
	get slipping(): Foreseen[] {
		return this.#slipping;
	}
	/** The day is being read from the server. */
	get reading(): boolean {
		return this.#reading;
	}
	/** Why it could not be read, or could not be kept. */
	get failed(): unknown {
		return this.#failed;
	}

	/** A minute has gone by, or the page was looked at again. */
	tick() {
		this.#minute = localMinutes(now());
		this.#today = dayOf(now());
	}

	close() {
		this.#stop();
	}

	/** What waits about a stop, refused or not. */
	about({ subject }: FieldStop): FieldEntry[] {
		const { told } = this;
		return told ? this.entries.filter((entry) => stopOf(told, entry)?.subject === subject) : [];
	}

	/** Reads a day and keeps it; the one that was kept goes. What was sent meanwhile is in it, or it is read again. */
	async read(teamDay: string): Promise<void> {
		if (this.#reading) return;
		this.#reading = true;
		this.#failed = null;
		try {
			for (let sent = -1; sent !== this.#sent;) {
				sent = this.#sent;
				const day = await this.#read(teamDay, { as: this.officer });
				if (sent === this.#sent) await this.#keep(() => day);
			}
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#reading = false;
		}
	}

	/** @throws Problem `storage_full`: then it is nowhere, and the page says so. Else it is on this phone when this resolves */
	async say<Door extends FieldDoor>(door: Door, args: Omit<Said<Door>, 'team_day'>): Promise<void> {
		const { told } = this;
		if (!told) throw new Problem({ code: 'locked', status: 423 });
		const whole: Record<string, unknown> = { team_day: told.id, ...args };
		if (door === 'rounds_outcome' && (await this.#reword(whole))) return;
		const about = aboutOf(told, this.entries, door, whole);
		await this.#kept.outbox.add({ door, args: whole, ...about });
	}

	/** The outcome of a household that has not gone out yet. */
	waitingOutcome(id: string) {
		return this.entries
			.filter((entry) => entry.door === 'rounds_outcome')
			.findLast(({ args, state }) => args.id === id && state === 'waiting');
	}

	/** What waits, or was refused, is said otherwise. @throws Problem `sending`, `entry_gone`, `maybe_sent`, `storage_full` */
	mend({ key, args: { team_day } }: FieldEntry, args: object): Promise<void> {
		return this.#kept.outbox.edit(key, { team_day, ...args });
	}

	/** What has not gone out yet is said otherwise; true when it was. What is under way gets another word behind it. */
	async #reword(args: Record<string, unknown>): Promise<boolean> {
		const before = this.waitingOutcome(String(args.id));
		if (!before) return false;
		try {
			await this.#kept.outbox.edit(before.key, args);
			return true;
		} catch (problem) {
			const gone = ['sending', 'maybe_sent', 'entry_gone'];
			if (problem instanceof Problem && gone.includes(problem.code)) return false;
			throw problem;
		}
	}

	/** Whether what was refused could be taken, now that the day is known as it is. */
	mayInsist(entry: FieldEntry): boolean {
		return this.told !== null && mayStand(this.told, entry);
	}

	/** Others of their own mind: what an officer said is sent once more, on top of what they have seen since. */
	async insist(entry: FieldEntry): Promise<void> {
		const { told } = this;
		if (told)
			await this.#kept.outbox.again(entry.key, aboutOf(told, [], entry.door, entry.args).version);
	}

	/** What the server has, stands. */
	giveUp = ({ key }: FieldEntry): Promise<void> => this.#kept.outbox.discard(key);

	#settle(entry: FieldEntry, answer: Answered) {
		this.#sent++;
		const settled = { entry, answer };
		this.#settled = [...this.#settled, settled];
		void this.#keep((day) => day && laidOver(day, entry, answer))
			.catch((problem: unknown) => (this.#failed = problem))
			.finally(() => (this.#settled = this.#settled.filter((one) => one !== settled)));
	}

	/** One after the other, each on what the one before has kept. */
	#keep(change: (day: FieldDay | null) => FieldDay | null): Promise<void> {
		const next = this.#line.then(async () => {
			const day = change(this.#kept.day as FieldDay | null);
			if (day) await this.#kept.keep(day);
		});
		this.#line = next.catch(() => undefined);
		return next;
	}
}
