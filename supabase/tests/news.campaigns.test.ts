/** Campaigns: who writes and who approves them, what readers see, and that no figure tells of a single person. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/news-campaigns.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ask as call } from './calling.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';

const unit = '21439';
let db: TestDatabase;
let editor: Person;
let lead: Person;
let desk: Person;
let elsewhere: Person;

beforeAll(async () => {
	db = await createDatabase();
	editor = await officerOf(db, unit, ['editor']);
	lead = await officerOf(db, unit, ['lead', 'editor']);
	desk = await officerOf(db, unit, ['desk']);
	const other = one(
		await db.sql<
			{ code: string }[]
		>`select code from unit.units where code <> ${unit} order by code limit 1`
	);
	elsewhere = await officerOf(db, other.code, ['editor', 'lead']);
});
afterAll(() => db?.drop());

type Name = keyof typeof doors;
type Told = Record<string, unknown> & { id: string; slug: string; version: number };

async function ask(who: Person | null, name: Name, args: object): Promise<Told> {
	const taken = doors[name].args.parse(args) as Record<string, unknown>;
	const actor = who
		? ({ role: 'authenticated', ...who, aal: 'aal1' } as const)
		: ({ role: 'anon' } as const);
	return doors[name].answer.parse(await call(db, actor, name, taken)) as unknown as Told;
}

const words = (over: object = {}) => ({
	name: 'Đợt cao điểm cấp căn cước cho người già yếu',
	aim: 'Đến từng nhà, không để ai phải đi xa.',
	from_day: '2026-03-01',
	to_day: '2026-03-31',
	counters: ['visits_done', 'tips_answered', 'meetings'],
	goals: { visits_done: 120 },
	...over
});
const save = (who: Person, over: object = {}) => {
	const id = randomUUID();
	return ask(who, 'news_campaign_save', {
		key: newKey(),
		id,
		version: 0,
		slug: `dot-${id}`.slice(0, 40).replace(/-+$/, ''),
		text: words(),
		...over
	});
};
const step = (who: Person, door: Name, { id, version }: Told) =>
	ask(who, door, { key: newKey(), id, version });
const publicOne = async () => step(lead, 'news_campaign_approve', await save(editor));

describe('an editor and a lead', () => {
	test('a campaign is public once a lead who did not write it has approved it', async () => {
		const written = await save(editor);
		expect(await problemOf(ask(null, 'news_campaign', { slug: written.slug }))).toMatchObject({
			message: 'not_found'
		});
		expect(await problemOf(step(editor, 'news_campaign_approve', written))).toMatchObject({
			code: 'PT403'
		});
		await step(lead, 'news_campaign_approve', written);
		const shown = await ask(null, 'news_campaign', { slug: written.slug });
		expect(shown).toMatchObject({ name: words().name, unit: { code: unit }, posts: [] });
		const { rows } = (await ask(null, 'news_campaigns', { unit })) as unknown as { rows: Told[] };
		expect(rows.map(({ slug }) => slug)).toContain(written.slug);
	});

	test('a lead approves no words of their own', async () => {
		const own = await save(lead);
		expect(await problemOf(step(lead, 'news_campaign_approve', own))).toMatchObject({
			message: 'own_words'
		});
	});

	test('readers see the old text until the new one is approved, and no text twice', async () => {
		const known = await publicOne();
		const { id, version, slug } = known;
		const changed = await save(editor, { id, version, slug, text: words({ name: 'Tên mới' }) });
		expect((await ask(null, 'news_campaign', { slug: known.slug })).name).toBe(words().name);
		const approved = await step(lead, 'news_campaign_approve', changed);
		expect(approved).toMatchObject({ public: true, change: null, text: { name: 'Tên mới' } });
		expect((await ask(null, 'news_campaign', { slug: known.slug })).name).toBe('Tên mới');
		expect(await problemOf(step(lead, 'news_campaign_approve', approved))).toMatchObject({
			message: 'not_allowed'
		});
	});

	test('two who write at once: the second is told, and the same press twice makes one campaign', async () => {
		const known = await save(editor);
		const again = {
			id: known.id,
			version: known.version,
			slug: known.slug,
			text: words({ aim: 'Khác' })
		};
		await ask(editor, 'news_campaign_save', { key: newKey(), ...again });
		expect(
			await problemOf(ask(lead, 'news_campaign_save', { key: newKey(), ...again }))
		).toMatchObject({ message: 'stale' });
		const press = {
			key: newKey(),
			id: randomUUID(),
			version: 0,
			slug: 'bam-hai-lan',
			text: words()
		};
		const [first, second] = [
			await ask(editor, 'news_campaign_save', press),
			await ask(editor, 'news_campaign_save', press)
		];
		expect(second).toEqual(first);
		expect(
			await problemOf(
				ask(editor, 'news_campaign_save', { ...press, key: newKey(), id: randomUUID() })
			)
		).toMatchObject({ message: 'slug_taken' });
	});

	test('what waits is thrown away, but nothing that readers see or posts are part of', async () => {
		const draft = await save(editor);
		await step(editor, 'news_campaign_discard', draft);
		const known = await publicOne();
		expect(await problemOf(step(editor, 'news_campaign_discard', known))).toMatchObject({
			message: 'not_allowed'
		});
	});

	test('nobody of another duty or unit sees, writes or approves it', async () => {
		const known = await save(editor);
		for (const door of ['news_campaign_approve', 'news_campaign_discard'] as const) {
			expect(await problemOf(step(desk, door, known)), door).toMatchObject({ code: 'PT403' });
			expect(await problemOf(step(elsewhere, door, known)), door).toMatchObject({
				message: 'not_found'
			});
		}
		expect(await problemOf(ask(desk, 'news_campaigns_desk', {}))).toMatchObject({ code: 'PT403' });
		const { rows } = (await ask(elsewhere, 'news_campaigns_desk', {})) as unknown as {
			rows: Told[];
		};
		expect(rows.map(({ id }) => id)).not.toContain(known.id);
	});

	test('days, counters and goals that make no sense are refused by SQL with their field', async () => {
		const wrong = [
			[{ to_day: '2026-02-01' }, 'to_day'],
			[{ from_day: '2026-02-31' }, 'from_day'],
			[{ counters: ['visits_done', 'visits_done'] }, 'counters'],
			[{ counters: ['arrests'] }, 'counters'],
			[{ goals: { meetings: 0 } }, 'goals'],
			[{ goals: { meetings: 1.5 } }, 'goals'],
			[{ counters: [], goals: { meetings: 5 } }, 'goals'],
			[{ name: ' ' }, 'name'],
			[{ aim: 'a\u202eb' }, 'aim']
		] as const;
		for (const [over, field] of wrong) {
			const text = db.sql.json(words(over) as never);
			const kept = asPerson(
				db,
				editor,
				(tx) =>
					tx`select public.news_campaign_save(${newKey()}, ${randomUUID()}, 0, 'sai', ${text})`
			);
			expect(await problemOf(kept), field).toMatchObject({ code: 'PT422', detail: field });
		}
	});
});
