/** Requests for help in the SQL tests: how they come, and what officers do about them, each through its door. */
import { randomBytes } from 'node:crypto';
import { opened as openedShape } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/support.ts';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

export const neighbour = { name: 'Trần Văn Xóm', phone: '+84900000202', may_name: false };
export const request = {
	asker: 'neighbour',
	hardship: 'agent_orange',
	story: 'Hai người con nằm một chỗ',
	wants: ['care', 'food'],
	family_name: 'Võ Thị Lành',
	family_phone: '+84900000201' as string | null,
	area: '21439',
	hamlet: null,
	landmark: 'Sau chợ',
	asked_by: neighbour as object | null,
	consent: true
};
export const own = { asker: 'self', asked_by: null };

/** The calendar day in Việt Nam that many days from now. */
export const dayIn = (days: number) =>
	new Date(Date.now() + (days * 24 + 7) * 3_600_000).toISOString().slice(0, 10);

export type Help = { id: string; hash: string; reference: string };

export function helpOf(db: TestDatabase) {
	async function ask(over: object = {}, { key = newKey(), hash = newHash() } = {}): Promise<Help> {
		const form = { ...request, ...over };
		const answer = await db.as({ role: 'service_role' }, async (tx) =>
			doors.support_ask.answer.parse(
				one(
					await tx`select public.support_ask_write(${key}, ${tx.json({ hash, form } as never)}, ${hash},
						${tx.json(form as never)}, ${['cánh diều', 'hạt gạo']}, null) as a`
				).a
			)
		);
		const { id } = one(await db.sql`select lookup.case_of(decode(${hash}, 'hex')) as id`);
		return { id, hash, reference: answer.reference };
	}

	/** A door of officers; the version is read, unless told. */
	async function act(
		who: Person,
		{ id }: { id: string },
		name: keyof typeof doors,
		args: Record<string, unknown>
	) {
		const { version } = one(await db.sql`select version from queue.cases where id = ${id}`);
		const all: Record<string, unknown> = { key: newKey(), id, version, ...args };
		const named = Object.keys(all)
			.map((arg, n) => `"${arg}" => $${n + 1}`)
			.join(', ');
		return asPerson(db, who, async (tx) =>
			doors[name].answer.parse(
				one(await tx.unsafe(`select public.${name}(${named}) as a`, Object.values(all) as never)).a
			)
		) as Promise<unknown> as Promise<{ state: string; version: number }>;
	}

	const verbs = {
		consent: (who: Person, of: Help, agreed = true, how = 'in_person') =>
			act(who, of, 'support_consent', { agreed, how }),
		day: (who: Person, of: Help, day = dayIn(3), minutes: number | null = null) =>
			act(who, of, 'support_day', { day, minutes }),
		visit: (who: Person, of: Help, over: object = {}) =>
			act(who, of, 'support_visit', {
				day: dayIn(0),
				met: true,
				needs: ['care'],
				note: 'Cần xe lăn',
				next_day: null,
				...over
			}),
		decide: (who: Person, of: Help, granted = 'granted', next_day: string | null = null) =>
			act(who, of, 'support_decide', { granted, reason: 'Gia đình đang rất khó khăn', next_day }),
		give: (who: Person, of: Help, over: object = {}) =>
			act(who, of, 'support_give', {
				day: dayIn(0),
				kind: 'money',
				amount: 2_000_000,
				goods: null,
				fund: null,
				...over
			}),
		undo: (who: Person, of: Help, given: string) => act(who, of, 'support_give_undo', { given }),
		end: (who: Person, of: Help, reason = 'other_help', note: string | null = null) =>
			act(who, of, 'support_end', { reason, note })
	};
	/** What an officer enters for whoever rings or comes. */
	async function enter(
		who: Person,
		over: object = {},
		{ key = newKey(), hash = newHash(), channel = 'walk_in' } = {}
	) {
		const form = { ...request, ...over };
		return asPerson(db, who, async (tx) =>
			doors.support_enter.answer.parse(
				one(
					await tx`select public.support_enter_write(${key}, ${tx.json({ hash, channel, form } as never)}, ${hash},
						${tx.json(form as never)}, ${channel}, ${['cánh diều', 'hạt gạo']}) as a`
				).a
			)
		);
	}
	/** A family that officers look after, from its own request. */
	async function inCare(who: Person, over: object = {}, next: string | null = null): Promise<Help> {
		const of = await ask({ ...own, ...over });
		await verbs.visit(who, of);
		await verbs.decide(who, of, 'granted', next);
		return of;
	}
	const families = (who: Person, args: { area?: string; after?: unknown; size?: number } = {}) => {
		const { area = null, after = null, size = 50 } = args;
		return asPerson(db, who, async (tx) =>
			doors.support_families.answer.parse(
				one(
					await tx`select public.support_families(${area}, ${after === null ? null : tx.json(after as never)}, ${size}) as a`
				).a
			)
		);
	};
	const open = ({ hash }: Help) =>
		db.as({ role: 'service_role' }, async (tx) =>
			openedShape.parse(one(await tx`select public.lookup_open(${hash}, null) as o`).o)
		);
	async function say(of: Help, what: object) {
		const { version } = await open(of);
		return db.as({ role: 'service_role' }, async (tx) =>
			openedShape.parse(
				one(
					await tx`select public.lookup_say(${of.hash}, ${newKey()}, ${version}, ${tx.json(what as never)}) as o`
				).o
			)
		);
	}
	return { ask, enter, act, ...verbs, inCare, families, open, say };
}

export const newHash = () => randomBytes(32).toString('hex');
