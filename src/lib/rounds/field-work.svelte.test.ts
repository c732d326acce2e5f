import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { FieldEntry } from './field-entry.ts';
import type { FieldDay } from './field-rounds.ts';
import { at, day, id } from './field-scene.ts';
import { FieldWork, type Kept } from './field-work.svelte.ts';

type Fresh = Parameters<Kept['outbox']['add']>[0];
type Sent = Parameters<Parameters<Kept['outbox']['onSent']>[0]>;

/** A phone with a day on it; what waits goes out when the test says so. */
class Phone implements Kept {
	officer = { id: id(90) };
	day = $state.raw<unknown>(day());
	full = false;
	entries = $state.raw<readonly FieldEntry[]>([]);
	fresh: Fresh[] = [];
	#listeners: ((...sent: Sent) => void)[] = [];
	again = vi.fn(async () => undefined);
	async keep(next: FieldDay) {
		this.day = next;
	}
	outbox = {
		phone: this as Phone,
		get entries() {
			return this.phone.entries;
		},
		add: async (fresh: Fresh) => {
			if (this.full) throw new Problem({ code: 'storage_full', status: 507 });
			this.fresh.push(fresh);
			const { door, args } = fresh;
			const key = id(9000 + this.fresh.length);
			const waiting = { key, at: at(470), state: 'waiting', problem: null };
			this.entries = [...this.entries, { ...waiting, door, args } as unknown as FieldEntry];
		},
		edit: async (key: string, args: Record<string, unknown>) => {
			this.entries = this.entries.map((one) =>
				one.key === key ? ({ ...one, args } as unknown as FieldEntry) : one
			);
		},
		again: (...said: unknown[]) => this.again(...(said as [])),
		discard: async (key: string) => {
			this.entries = this.entries.filter((one) => one.key !== key);
		},
		onSent: (listener: (...sent: Sent) => void) => {
			this.#listeners.push(listener);
			return () => undefined;
		}
	};
	/** The first that waits was taken by the server. */
	async answer(answer: Sent[1]) {
		const [first, ...rest] = this.entries;
		this.entries = rest;
		for (const listener of this.#listeners) listener(first!, answer);
		await vi.waitFor(() => expect(this.day).not.toEqual(day()));
	}
	refuse(code: string) {
		this.entries = this.entries.map((one) => ({
			...one,
			state: 'refused' as const,
			problem: { code, field: 'captured' }
		}));
	}
}

const captured = (house: number) => ({
	id: id(house),
	began: null,
	people: [{ id: id(house * 10), outcome: 'captured' as const, receiver: null, note: null }]
});

describe('a day on the road', () => {
	let phone: Phone;
	let work: FieldWork;
	beforeEach(() => {
		vi.useFakeTimers({ now: Date.parse(at(470)), toFake: ['Date'] });
		phone = new Phone();
		work = new FieldWork(phone, async () => day({ version: 8, at: at(475) }));
	});
	afterEach(() => vi.useRealTimers());

	it('takes an outcome without a line, and shows the next house', async () => {
		await work.say('rounds_outcome', captured(2));
		expect(work.day!.stops[0]!.progress).toBe('done');
		expect(work.about(work.day!.stops[0]!)).toHaveLength(1);
		expect(phone.fresh[0]).toMatchObject({
			thing: id(2),
			version: 3,
			args: { team_day: id(1), id: id(2) }
		});
	});

	it('says nothing is written down when the phone is full', async () => {
		phone.full = true;
		await expect(work.say('rounds_outcome', captured(2))).rejects.toThrow('storage_full');
		expect(work.entries).toEqual([]);
	});

	it('keeps what the server took, so that nothing jumps back when it is sent', async () => {
		await work.say('rounds_outcome', captured(2));
		await phone.answer({ state: 'captured', version: 4 });
		expect(work.entries).toEqual([]);
		expect(work.day!.stops[0]).toMatchObject({
			progress: 'done',
			rows: [{ state: 'captured', version: 4 }]
		});
	});

	it('lets an outcome that has not gone out be said otherwise, and makes no second one of it', async () => {
		await work.say('rounds_outcome', captured(2));
		const absent = captured(2);
		await work.say('rounds_outcome', {
			...absent,
			people: absent.people.map((one) => ({ ...one, outcome: 'absent' as const }))
		});
		expect(work.entries).toHaveLength(1);
		expect(work.day!.stops[0]!.rows[0]!.people[0]!.outcome).toBe('absent');
	});

	it('knows that a new promise made on the phone is a new version of the case, before it is sent', async () => {
		await work.say('rounds_called', { id: id(3), outcome: 'answered', note: null });
		await work.say('rounds_replan', {
			stops: [
				{
					subject: id(503),
					service: 20,
					travel: 8,
					start: 600,
					finish: 620,
					late: true,
					agreed: { from: 600, to: 660 }
				}
			]
		});
		await work.say('rounds_outcome', captured(3));
		expect(phone.fresh.map(({ version }) => version)).toEqual([3, 7, 5]);
	});

	it('shows the colleague’s word beside the own, and sends the own on top of it when told to', async () => {
		await work.say('rounds_outcome', captured(2));
		phone.refuse('stale');
		expect(work.day!.stops[0]!.progress).toBeNull();
		expect(work.refused).toHaveLength(1);
		const [mine] = work.refused;
		const theirs = day();
		theirs.stops[0]!.rows[0] = { ...theirs.stops[0]!.rows[0]!, state: 'revisit', version: 5 };
		phone.day = theirs;
		expect(work.mayInsist(mine!)).toBe(true);
		await work.insist(mine!);
		expect(phone.again).toHaveBeenCalledWith(mine!.key, 5);
		theirs.stops[0]!.rows[0]!.state = 'held';
		expect(work.mayInsist(mine!)).toBe(true);
		theirs.stops[0]!.rows[0]!.state = 'cancelled';
		expect(work.mayInsist(mine!)).toBe(false);
		await work.giveUp(mine!);
		expect(work.entries).toEqual([]);
	});

	it('reads the day again when something was sent while it was being read', async () => {
		const reads = vi.fn(async () => {
			if (reads.mock.calls.length === 1) await phone.answer({ state: 'captured', version: 4 });
			return day({ version: 8 });
		});
		work = new FieldWork(phone, reads);
		await work.say('rounds_outcome', captured(2));
		await work.read(id(1));
		expect(reads).toHaveBeenCalledTimes(2);
		expect(work.told!.version).toBe(8);
	});

	it('is read in the name of whose phone it is, whoever else has signed in here', async () => {
		const reads = vi.fn(async () => day());
		work = new FieldWork(phone, reads);
		await work.read(id(1));
		expect(reads).toHaveBeenCalledWith(id(1), { as: id(90) });
	});

	it('keeps the old day when there is no line to read a new one', async () => {
		const offline = new Problem({ code: 'offline', status: 0, offline: true });
		work = new FieldWork(phone, () => Promise.reject(offline));
		await work.read(id(1));
		expect(work.failed).toBe(offline);
		expect(work.day!.version).toBe(7);
	});

	it('notices that the day slips while time goes by', async () => {
		await work.say('rounds_arrive', { subject: id(502) });
		expect(work.slipping).toEqual([]);
		vi.setSystemTime(Date.parse(at(570)));
		work.tick();
		flushSync();
		expect(work.slipping.map((one) => one.id)).toEqual([id(503)]);
		vi.setSystemTime(Date.parse(at(570 + 1440)));
		work.tick();
		expect(work.slipping).toEqual([]);
	});
});
